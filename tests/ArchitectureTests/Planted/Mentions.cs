// Planted for Reading/Mentions: Wanted is named once in each way there is; every type names it in one way only.
using System.ComponentModel;

namespace Planted.Mentions;

internal class Wanted : Exception
{
    internal static readonly Wanted One = new();

    internal int Number { get; set; }

    internal static void Act()
    {
    }
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class WantedAttribute(Type type) : Attribute
{
    internal Type Type => type;
}

internal sealed class AsBaseType : Wanted;

internal interface IAsArgumentOfInterface : IEquatable<Wanted>;

internal sealed class AsConstraint<T> where T : Wanted;

[TypeConverter(typeof(Wanted))]
internal sealed class InAttribute;

internal sealed class InAttributeOfParameter
{
    internal static void Method([Wanted(typeof(Wanted[]))] int number) => _ = number;
}

internal sealed class AsField
{
#pragma warning disable CS0649 // never assigned: an assignment would name the type a second time
    internal Wanted? Field;
#pragma warning restore CS0649
}

internal abstract class AsProperty
{
    internal abstract Wanted Property { get; }
}

internal abstract class AsParameter
{
    internal abstract void Method(ref Dictionary<int, Wanted[]> parameter);
}

internal sealed class AsArgumentOfMethod
{
    internal static object Method() => Array.Empty<Wanted>();
}

internal sealed class AsCall
{
    internal static void Method() => Wanted.Act();
}

internal sealed class AsRead
{
    internal static object Method() => Wanted.One;
}

internal sealed class AsCatch
{
    internal static void Method()
    {
        try
        {
            GC.KeepAlive(1);
        }
        catch (Wanted)
        {
            GC.KeepAlive(2);
        }
    }
}

internal sealed class InLambda
{
    internal static Func<int, object> Method(int captured) => number => new[] { number + captured }.Select(_ => Wanted.One);
}

internal sealed class InAsyncMethod
{
    internal static async Task<int> Method()
    {
        await Task.Yield();
        return Wanted.One.Number;
    }
}

internal sealed class InIterator
{
    internal static IEnumerable<object> Method()
    {
        yield return Wanted.One;
    }
}

internal sealed class InNestedType
{
    private sealed class Nested
    {
        internal static object Method()
        {
            return Local();

            static object Local() => Wanted.One;
        }
    }
}

internal sealed class NotAtAll
{
    internal static string Method() => nameof(Wanted);
}
