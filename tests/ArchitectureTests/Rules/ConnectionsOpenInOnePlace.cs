using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Habit: every connection has the same constants, and the move to another driver touches one class.</summary>
internal static class ConnectionsOpenInOnePlace
{
    private const string Rule = "new MySqlConnection occurs in exactly one type.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types)
    {
        var makers = types.Where(type => type.WithNested().SelectMany(part => part.Methods).Any(MakesAConnection)).ToList();
        return makers.Count <= 1 ? [] : makers.Select(type => Violation.At(type, "makes a connection", Rule));
    }

    private static bool MakesAConnection(MethodDefinition method) => method.HasBody && method.Body.Instructions.Any(instruction =>
        instruction.Operand is MethodReference { Name: ".ctor" } constructor
        && constructor.DeclaringType.FullName() == "MySql.Data.MySqlClient.MySqlConnection");
}
