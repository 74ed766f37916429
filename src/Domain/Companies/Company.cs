using Scheduling.Domain.Kernel;

namespace Scheduling.Domain.Companies;

/// <summary>
/// A client that buys hours for its employees (DOMAIN §2). It is active on the dates of its period, both included;
/// which date that is for a visit is judged at the visit's start in the therapist's zone (R7).
/// </summary>
public sealed class Company(CompanyId id, string name, DatePeriod active, SettingOverrides overrides, SettingDefaults defaults) : IAggregateRoot
{
    public CompanyId Id { get; } = id;

    public string Name { get; } = name;

    public DatePeriod Active { get; } = active;

    /// <summary>What the company lives by where no patient is meant.</summary>
    public EffectiveSettings Settings { get; } = EffectiveSettings.Resolve(defaults, overrides, SettingOverrides.None);

    /// <summary>Budget months, interval days and horizon days are counted on this zone's clocks (R14).</summary>
    public DateTimeZone Zone => Settings.TimeZone.Value;

    public EffectiveSettings SettingsFor(SettingOverrides patient) => EffectiveSettings.Resolve(defaults, overrides, patient);
}
