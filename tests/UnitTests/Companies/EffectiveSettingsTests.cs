using System.Reflection;
using NodaTime;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;
using static Scheduling.UnitTests.Times;

namespace Scheduling.UnitTests.Companies;

/// <summary>R10: the patient's value if filled, else the company's, else the default, for every setting without exception.</summary>
[Trait("Rule", "R10")]
public sealed class EffectiveSettingsTests
{
    /// <summary>Setting; the value on the patient's record, on the company's, by default; a value that looks like nothing but is one.</summary>
    private static readonly Row[] Rows =
    [
        new(nameof(SettingOverrides.BookingIntervalDays), 7, 14, 1, Nothing: 0),
        new(nameof(SettingOverrides.VisitMinutes), 45, 30, 50, Nothing: 15),
        new(nameof(SettingOverrides.BookingNoticeHours), 24, 48, 3, Nothing: 0),
        new(nameof(SettingOverrides.CancellationNoticeHours), 12, 36, 3, Nothing: 0),
        new(nameof(SettingOverrides.BookingHorizonDays), 10, 20, 60, Nothing: 1),
        new(nameof(SettingOverrides.Reminders), ReminderLeads.Of(48, 2), ReminderLeads.Of(1), ReminderLeads.Of(24), Nothing: ReminderLeads.None),
        new(nameof(SettingOverrides.SmsEnabled), true, true, true, Nothing: false),
        new(nameof(SettingOverrides.Language), Language.Ru, Language.En, Language.En, Nothing: Language.Pl),
        new(nameof(SettingOverrides.TimeZone), NewYork, Kolkata, Warsaw, Nothing: DateTimeZone.Utc),
    ];

    public static TheoryData<string> Settings() => [.. Rows.Select(row => row.Setting)];

    [Fact]
    public void Every_setting_of_R11_stands_in_the_table_on_both_records_and_among_the_defaults()
    {
        var names = Rows.Select(row => row.Setting).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(names, NamesOf<SettingOverrides>());
        Assert.Equal(names, NamesOf<SettingDefaults>());
        Assert.Equal(names, NamesOf<EffectiveSettings>());
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_patients_value_comes_first(string setting)
    {
        var row = RowOf(setting);

        Assert.Equal((row.OnPatient, SettingLevel.Patient), Resolve(row, row.OnPatient, row.OnCompany));
        Assert.Equal((row.OnPatient, SettingLevel.Patient), Resolve(row, row.OnPatient, null));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void An_empty_value_of_the_patient_inherits_the_companys(string setting)
    {
        var row = RowOf(setting);

        Assert.Equal((row.OnCompany, SettingLevel.Company), Resolve(row, null, row.OnCompany));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Two_empty_values_inherit_the_default(string setting)
    {
        var row = RowOf(setting);

        Assert.Equal((row.Default, SettingLevel.Default), Resolve(row, null, null));
    }

    /// <summary>0, "no reminder", "SMS off", the first language: values, not absences of one.</summary>
    [Theory]
    [MemberData(nameof(Settings))]
    public void Zero_is_a_value_on_either_level(string setting)
    {
        var row = RowOf(setting);

        Assert.Equal((row.Nothing, SettingLevel.Patient), Resolve(row, row.Nothing, row.OnCompany));
        Assert.Equal((row.Nothing, SettingLevel.Company), Resolve(row, null, row.Nothing));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_value_touches_no_other_setting(string setting)
    {
        var row = RowOf(setting);
        var effective = EffectiveSettings.Resolve(Defaults(row), SettingOverrides.None, Fill(setting, row.OnPatient));

        Assert.All(
            NamesOf<EffectiveSettings>().Where(name => !string.Equals(name, setting, StringComparison.Ordinal)),
            name => Assert.Equal(SettingLevel.Default, Read(effective, name).Level));
    }

    /// <summary>R11: the defaults as they are written there.</summary>
    [Fact]
    [Trait("Rule", "R11")]
    public void The_systems_defaults_are_those_of_the_table()
    {
        var inForce = EffectiveSettings.Resolve(new SettingDefaults(Language.Pl, Warsaw), SettingOverrides.None, SettingOverrides.None);

        Assert.Equal(0, inForce.BookingIntervalDays.Value);
        Assert.Equal(new Minutes(50), inForce.VisitMinutes.Value);
        Assert.Equal(3, inForce.BookingNoticeHours.Value);
        Assert.Equal(3, inForce.CancellationNoticeHours.Value);
        Assert.Equal(60, inForce.BookingHorizonDays.Value);
        Assert.Equal(ReminderLeads.Of(24), inForce.Reminders.Value);
        Assert.False(inForce.SmsEnabled.Value);
        Assert.Equal(Language.Pl, inForce.Language.Value);
        Assert.Equal(Warsaw, inForce.TimeZone.Value);
    }

    private static (object Value, SettingLevel Level) Resolve(Row row, object? onPatient, object? onCompany) =>
        Read(EffectiveSettings.Resolve(Defaults(row), Fill(row.Setting, onCompany), Fill(row.Setting, onPatient)), row.Setting);

    private static (object Value, SettingLevel Level) Read(EffectiveSettings settings, string name)
    {
        var setting = typeof(EffectiveSettings).GetProperty(name)!.GetValue(settings)!;
        var value = setting.GetType().GetProperty(nameof(Setting<>.Value))!.GetValue(setting)!;
        var level = (SettingLevel)setting.GetType().GetProperty(nameof(Setting<>.Level))!.GetValue(setting)!;
        return (value is Minutes minutes ? minutes.Value : value, level);
    }

    private static SettingOverrides Fill(string setting, object? value) => Set(new SettingOverrides(), setting, value);

    private static SettingDefaults Defaults(Row row) => Set(new SettingDefaults(Language.Pl, Warsaw), row.Setting, row.Default);

    private static T Set<T>(T record, string setting, object? value)
        where T : class
    {
        typeof(T).GetProperty(setting)!.SetValue(record, value);
        return record;
    }

    private static Row RowOf(string setting) => Rows.Single(row => string.Equals(row.Setting, setting, StringComparison.Ordinal));

    private static string[] NamesOf<T>() =>
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name).Order(StringComparer.Ordinal)];

    private sealed record Row(string Setting, object OnPatient, object OnCompany, object Default, object Nothing);
}
