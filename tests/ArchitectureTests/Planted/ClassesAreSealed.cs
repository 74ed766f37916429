// Planted for Rules/ClassesAreSealed. The open ones are public: in internal ones the compiler's analyzer (CA1852) already sees it.
namespace Planted.ClassesAreSealed.Scheduling.Domain.Patients
{
    public sealed class Sealed
    {
        public class OpenInside;
    }

    internal abstract class Abstract;

    internal static class Static;

    internal class Inherited<T>;

    internal sealed class Heir : Inherited<int>;

    public record OpenRecord(string Name);

    public class OpenClass
    {
        internal static Func<int> Captures(int number) => () => number;
    }
}

namespace Planted.ClassesAreSealed.Scheduling.Web.Components
{
    public class Component : Microsoft.AspNetCore.Components.ComponentBase; // as the Razor compiler writes it
}
