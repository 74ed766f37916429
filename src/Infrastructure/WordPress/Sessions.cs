using System.Security.Cryptography;
using System.Text;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;
using Scheduling.Infrastructure.Repositories;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>Sessions in the database, measured at every request against the WordPress account they came from (R8).</summary>
internal sealed class Sessions(DbSession session, WordPressDb wordPress, WordPressUsers users, WordPressOptions options, IClock clock) : ISessions
{
    private const string Insert = """
        INSERT INTO {p}sessions (token_hash, user_id, role, password_fingerprint, language, created_at, last_seen_at)
        VALUES (@hash, @userId, @role, @fingerprint, @language, @now, @now)
        """;

    /// <summary>With the language in force for the person in his role: the patient's or his company's, the therapist's.</summary>
    private const string Columns = """
        s.user_id, s.role, s.password_fingerprint, s.language, s.created_at, s.last_seen_at,
        IF(s.role = 'patient', COALESCE(p.language, c.language), IF(s.role = 'therapist', t.language, NULL)) AS language_in_role
        """;

    private const string From = """
         FROM {p}sessions s
        LEFT JOIN {p}patients p ON p.user_id = s.user_id
        LEFT JOIN {p}companies c ON c.id = p.company_id
        LEFT JOIN {p}therapists t ON t.user_id = s.user_id
        """;

    private const string Select = "SELECT " + Columns + From + " WHERE s.token_hash = @hash";

    /// <summary>Where WordPress's users live in the portal's database one query reads both.</summary>
    private const string SelectWithAccount = "SELECT " + Columns + ", " + WordPressUsers.Standing + From + " LEFT JOIN {users} u ON u.ID = s.user_id";

    private const string Touch = "UPDATE {p}sessions SET last_seen_at = @now WHERE token_hash = @hash";

    private const string SetRole = "UPDATE {p}sessions SET role = @role WHERE token_hash = @hash";

    private const string SetLanguage = "UPDATE {p}sessions SET language = @language WHERE token_hash = @hash";

    private const string ClearLanguage = "UPDATE {p}sessions SET language = NULL WHERE user_id = @userId";

    private const string Delete = "DELETE FROM {p}sessions WHERE token_hash = @hash";

    private static readonly Duration LongestLife = Duration.FromHours(24);
    private static readonly Duration StaffMayIdle = Duration.FromMinutes(30);
    private static readonly Duration PatientsMayIdle = Duration.FromHours(12);

    /// <summary>Being seen is written down once a minute at most.</summary>
    private static readonly Duration SeenLately = Duration.FromMinutes(1);

    public async Task<string> Begin(ulong userId, ActingRole? role, string fingerprint, string? language, CancellationToken cancellationToken)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await session.Execute(
            Insert,
            new { hash = Hash(token), userId, role = role is { } chosen ? Codes.Of(chosen) : null, fingerprint, language, now = clock.GetCurrentInstant() },
            cancellationToken);
        return token;
    }

    public async Task<Session?> Find(string token, CancellationToken cancellationToken)
    {
        var (row, account) = await Read(token, cancellationToken);
        if (row is null)
        {
            return null;
        }

        var roles = options.RolesOf(account?.Capabilities);
        if (account is null || !IsAlive(row, account, roles))
        {
            await Close(token, cancellationToken);
            return null;
        }

        var now = clock.GetCurrentInstant();
        if (now - row.LastSeenAt > SeenLately)
        {
            await session.Execute(Touch, new { hash = Hash(token), now }, cancellationToken);
        }

        var language = row.Language ?? (row.ActiveRole is ActingRole.Patient or ActingRole.Therapist ? row.LanguageInRole : account.Language);
        return new Session(row.UserId, account.DisplayName, row.ActiveRole, roles, language, row.CreatedAt + LongestLife);
    }

    public Task ChooseRole(string token, ActingRole role, CancellationToken cancellationToken) =>
        session.Execute(SetRole, new { hash = Hash(token), role = Codes.Of(role) }, cancellationToken);

    public Task ChooseLanguage(string token, string language, CancellationToken cancellationToken) =>
        session.Execute(SetLanguage, new { hash = Hash(token), language }, cancellationToken);

    public Task ForgetLanguage(ulong userId, CancellationToken cancellationToken) => session.Execute(ClearLanguage, new { userId }, cancellationToken);

    public Task Close(string token, CancellationToken cancellationToken) => session.Execute(Delete, new { hash = Hash(token) }, cancellationToken);

    private async Task<(Row? Row, WordPressAccount? Account)> Read(string token, CancellationToken cancellationToken)
    {
        if (wordPress.Session == session)
        {
            var sql = SelectWithAccount + await users.Removed(cancellationToken) + " WHERE s.token_hash = @hash";
            var both = await session.QueryOneOften<Row>(sql, new { hash = Hash(token), capabilitiesKey = options.CapabilitiesKey }, cancellationToken);
            return (both, both?.Account);
        }

        var row = await session.QueryOneOften<Row>(Select, new { hash = Hash(token) }, cancellationToken);
        return (row, row is null ? null : await users.FindAccount(row.UserId, cancellationToken));
    }

    private bool IsAlive(Row row, WordPressAccount account, IReadOnlyList<ActingRole> roles)
    {
        var now = clock.GetCurrentInstant();
        var mayIdle = row.ActiveRole == ActingRole.Patient ? PatientsMayIdle : StaffMayIdle;
        return string.Equals(row.PasswordFingerprint, account.Fingerprint, StringComparison.Ordinal)
            && (row.ActiveRole is { } role ? roles.Contains(role) : roles.Count > 0)
            && now - row.LastSeenAt <= mayIdle
            && now - row.CreatedAt <= LongestLife;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private sealed class Row
    {
        public ulong UserId { get; init; }

        public string? Role { get; init; }

        public string PasswordFingerprint { get; init; } = "";

        public string? Language { get; init; }

        public string? LanguageInRole { get; init; }

        public Instant CreatedAt { get; init; }

        public Instant LastSeenAt { get; init; }

        public ulong? Id { get; init; }

        public string DisplayName { get; init; } = "";

        public string PasswordHash { get; init; } = "";

        public string? Capabilities { get; init; }

        public string? Locale { get; init; }

        public WordPressAccount? Account => Id is { } id
            ? new() { Id = id, DisplayName = DisplayName, PasswordHash = PasswordHash, Capabilities = Capabilities, Locale = Locale }
            : null;

        public ActingRole? ActiveRole => Role is null ? null : Codes.Role(Role);
    }
}
