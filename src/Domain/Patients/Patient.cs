using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Patients;

/// <summary>
/// An employee who books visits: a WordPress user with what the portal adds to him (R1). He belongs to one company at a time (R5);
/// <paramref name="IsActive"/> turns false when his WordPress account or role goes (R6).
/// </summary>
public sealed record Patient(PatientId Id, CompanyId? Company, bool IsActive, SettingOverrides Overrides);
