using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Companies;

/// <summary>R10, R14: what a company lives by, and what its patients live by.</summary>
[Trait("Rule", "R10")]
public sealed class CompanyTests
{
    private static readonly Company Acme = new(
        new CompanyId(3),
        "Acme",
        DatePeriod.Always,
        new SettingOverrides { TimeZone = NewYork, BookingIntervalDays = 7 },
        new SettingDefaults(Language.Pl, Warsaw));

    [Fact]
    public void Without_a_patient_its_own_values_hold_before_the_defaults()
    {
        Assert.Equal(new Setting<int>(7, SettingLevel.Company), Acme.Settings.BookingIntervalDays);
        Assert.Equal(new Setting<Language>(Language.Pl, SettingLevel.Default), Acme.Settings.Language);
    }

    [Fact]
    public void A_patients_values_hold_before_its_own() =>
        Assert.Equal(
            new Setting<int>(0, SettingLevel.Patient),
            Acme.SettingsFor(new SettingOverrides { BookingIntervalDays = 0 }).BookingIntervalDays);

    /// <summary>R14: budget month, interval and horizon run on the company's clocks, wherever the patient lives.</summary>
    [Fact]
    [Trait("Rule", "R14")]
    public void Its_zone_is_its_own_and_not_a_patients()
    {
        var patients = Acme.SettingsFor(new SettingOverrides { TimeZone = Kolkata });

        Assert.Equal(Kolkata, patients.TimeZone.Value);
        Assert.Equal(NewYork, Acme.Zone);
    }
}
