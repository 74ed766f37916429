using Mono.Cecil;
using Scheduling.ArchitectureTests.Reading;

namespace Scheduling.ArchitectureTests.Rules;

/// <summary>Habit: nobody awaits an async void method, so its exception ends the process.</summary>
internal static class NoAsyncVoid
{
    private const string Rule = "An async method returns a task; no async void, not even a lambda.";

    internal static IEnumerable<Violation> Check(IEnumerable<TypeDefinition> types) =>
        from type in types
        from holder in type.WithNested()
        from method in holder.Methods
        where method.ReturnType.FullName == "System.Void"
            && method.HasAttribute("System.Runtime.CompilerServices.AsyncStateMachineAttribute")
        select Violation.At(type, WrittenName.Of(holder, method.Name), "is async void", Rule);
}
