namespace Scheduling.Domain.Companies;

/// <summary>The languages of pages, mails and SMS.</summary>
public enum Language
{
    Pl,
    En,
    Ru,
}
