using Scheduling.Domain.Companies;

namespace Scheduling.Application.Ports;

/// <summary>What is shown to patients of their company's hours (R38).</summary>
public enum ShowHours
{
    Status,
    Number,
    Hidden,
}

/// <summary>The keys <c>Portal__…</c> that rules and pages need (DOMAIN §14).</summary>
public sealed record PortalOptions
{
    public string Name { get; init; } = "";

    public Uri? PublicUrl { get; init; }

    public required DateTimeZone TimeZone { get; init; }

    public required Language DefaultLanguage { get; init; }

    public string? ContactPhone { get; init; }

    public string? ContactEmail { get; init; }

    public ShowHours ShowHours { get; init; }

    /// <summary>Who hears of refused attempts and of Google's faults; empty = all administrators (R23).</summary>
    public IReadOnlyList<string> AlertEmails { get; init; } = [];

    /// <summary>R53: how long a confirmation may wait for its link; zero where no link comes by itself, because Google is off.</summary>
    public Duration LongestWaitForLink { get; init; }

    /// <summary>The lowest level of the settings (R10, R11).</summary>
    public SettingDefaults SettingDefaults => new(DefaultLanguage, TimeZone);
}
