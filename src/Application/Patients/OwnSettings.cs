using Scheduling.Application.Pipeline;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Patients;

/// <summary>The signed-in patient's own settings and what the first option "as the company" would give; null without a row in the portal.</summary>
[MaySend(ActingRole.Patient)]
public sealed record OwnSettings : IQuery<OwnSettingsView?>;

/// <summary>Codes and ids; empty text = as the company.</summary>
public sealed record OwnSettingsView(
    string Language, string TimeZone, bool SmsOff, string Phone, string CompanyLanguage, string CompanyTimeZone, bool CompanySms);

internal sealed class OwnSettingsHandler(ICurrentUser user, IPatients patients) : IRequestHandler<OwnSettings, OwnSettingsView?>
{
    public async Task<OwnSettingsView?> Handle(OwnSettings request, CancellationToken cancellationToken) =>
        await patients.Find(new PatientId(user.Require().UserId), cancellationToken) is not { } own
            ? null
            : new OwnSettingsView(
                own.Choices.Language?.ToString().ToLowerInvariant() ?? "",
                own.Choices.TimeZone?.Id ?? "",
                own.Choices.SmsOff,
                own.Choices.Phone?.Value ?? "",
                own.WithoutOwn.Language.Value.ToString().ToLowerInvariant(),
                own.WithoutOwn.TimeZone.Value.Id,
                own.WithoutOwn.SmsEnabled.Value);
}
