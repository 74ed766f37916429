using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Companies;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Patients;

/// <summary>A patient sets language, zone, phone and "no SMS" for himself (R11); empty text = as the company.</summary>
[MaySend(ActingRole.Patient)]
public sealed record SaveOwnSettings(string Language, string TimeZone, bool SmsOff, string Phone) : ICommand<SaveOwnSettingsResult>;

/// <summary>The fields that could not be read (<c>language</c>, <c>timeZone</c>, <c>phone</c>); none = saved. Then nothing is changed.</summary>
public sealed record SaveOwnSettingsResult(IReadOnlyList<string> WrongFields) : ICommandResult
{
    public bool Commits => WrongFields.Count == 0;
}

internal sealed class SaveOwnSettingsHandler(ICurrentUser user, IPatients patients, ISessions sessions, IClock clock)
    : IRequestHandler<SaveOwnSettings, SaveOwnSettingsResult>
{
    public async Task<SaveOwnSettingsResult> Handle(SaveOwnSettings request, CancellationToken cancellationToken)
    {
        var by = user.Require();
        var patient = new PatientId(by.UserId);
        var (choices, wrong) = Read(request);
        if (wrong.Count == 0 && await patients.Find(patient, cancellationToken) is { } own && own.Choices != choices)
        {
            await patients.Save(patient, own.Choices, choices, by, clock.GetCurrentInstant(), cancellationToken);
        }

        if (wrong.Count == 0)
        {
            await sessions.ForgetLanguage(by.UserId, cancellationToken);
        }

        return new SaveOwnSettingsResult(wrong);
    }

    private static (OwnChoices Choices, IReadOnlyList<string> Wrong) Read(SaveOwnSettings request)
    {
        var language = Enum.TryParse<Language>(request.Language, ignoreCase: true, out var known) && request.Language.Length == 2 ? known : (Language?)null;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(request.TimeZone);
        var phone = PhoneNumber.Parse(request.Phone);
        string?[] wrong =
        [
            request.Language.Length > 0 && language is null ? "language" : null,
            request.TimeZone.Length > 0 && zone is null ? "timeZone" : null,
            request.Phone.Trim().Length > 0 && phone is null ? "phone" : null,
        ];
        return (new OwnChoices(language, zone, request.SmsOff, phone), [.. wrong.OfType<string>()]);
    }
}
