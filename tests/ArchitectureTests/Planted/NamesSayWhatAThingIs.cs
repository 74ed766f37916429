// Planted for Rules/NamesSayWhatAThingIs.
namespace Planted.NamesSayWhatAThingIs.Scheduling.Application.Patients
{
    internal static class PatientManager;

    internal static class PatientHelper;

    internal static class PatientService;

    internal static class PatientUtil;

    internal static class PatientCommon;

    internal sealed record PatientDto;

    internal abstract class PatientBase<T>;

    internal static class Database; // ends with "base", which is not Base

    internal static class ServiceHours;
}

namespace Planted.NamesSayWhatAThingIs.Scheduling.Application.Common
{
    internal static class Money;
}
