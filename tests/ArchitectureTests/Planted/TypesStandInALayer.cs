// Planted for Rules/TypesStandInALayer. The prefix Planted.TypesStandInALayer is not seen, so Homeless and Program have no namespace.
namespace Planted.TypesStandInALayer
{
    internal static class Homeless;

    internal static class Program;
}

namespace Planted.TypesStandInALayer.Scheduling.Tools
{
    internal static class FifthLayer;
}

namespace Planted.TypesStandInALayer.Scheduling.Domain.Patients
{
    internal static class Settled;
}
