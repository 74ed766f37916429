using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Scheduling.Application.Ports;
using Scheduling.Domain.Kernel;
using Scheduling.Infrastructure.Database;

namespace Scheduling.Infrastructure.WordPress;

/// <summary>The connection on which WordPress's tables are read: the portal's own, or another where WordPress has its own database.</summary>
internal sealed record WordPressDb(DbSession Session);

/// <summary>
/// WordPress's users, read and never written (R1). Its text columns have another collation than ours, so they are joined with our tables by
/// id or not at all. Users that a multisite marked as spam or deleted do not exist here.
/// </summary>
internal sealed class WordPressUsers(WordPressDb db, WordPressOptions options, MultisiteColumns multisite, IMemoryCache cache) : IUsersDirectory
{
    /// <summary>What a session is measured against, of an account <c>u</c>.</summary>
    public const string Standing = """
        u.ID AS id, u.display_name, u.user_pass AS password_hash,
        (SELECT m.meta_value FROM {usermeta} m WHERE m.user_id = u.ID AND m.meta_key = @capabilitiesKey LIMIT 1) AS capabilities,
        (SELECT m.meta_value FROM {usermeta} m WHERE m.user_id = u.ID AND m.meta_key = 'locale' LIMIT 1) AS locale
        """;

    private const string Select = "SELECT " + Standing + ", u.user_login AS login, u.user_email AS email FROM {users} u";

    private const string ById = Select + " WHERE u.ID = @id";

    /// <summary>Neither logins nor e-mails are unique keys in WordPress: the login goes before the e-mail, the older account before the newer.</summary>
    private const string ByLoginOrEmail = Select + """
         WHERE (u.user_login = @name OR u.user_email = @name)
        """;

    private const string LoginFirst = " ORDER BY u.user_login = @name DESC, u.ID LIMIT 1";

    private const string NotRemoved = " AND u.spam = 0 AND u.deleted = 0";

    private const string SelectNames = "SELECT ID AS id, display_name FROM {users} WHERE ID IN @ids";

    /// <summary>Narrowed by a word that the text must hold; who really has the role is read strictly from each row (R1).</summary>
    private const string SelectWithCapabilities = """
        SELECT u.ID AS id, m.meta_value AS capabilities
        FROM {usermeta} m
        JOIN {users} u ON u.ID = m.user_id
        WHERE m.meta_key = @capabilitiesKey AND m.meta_value LIKE @word
        """;

    private static readonly TimeSpan NamesAreKept = TimeSpan.FromMinutes(1);

    public async Task<DirectoryUser?> Find(ulong userId, CancellationToken cancellationToken) =>
        (await FindAccount(userId, cancellationToken))?.AsDirectoryUser(options);

    public async Task<WordPressAccount?> FindAccount(ulong userId, CancellationToken cancellationToken) =>
        await db.Session.QueryOne<WordPressAccount>(
            ById + await Removed(cancellationToken), new { id = userId, capabilitiesKey = options.CapabilitiesKey }, cancellationToken);

    public async Task<WordPressAccount?> FindByName(string loginOrEmail, CancellationToken cancellationToken) =>
        await db.Session.QueryOne<WordPressAccount>(
            ByLoginOrEmail + await Removed(cancellationToken) + LoginFirst,
            new { name = loginOrEmail, capabilitiesKey = options.CapabilitiesKey },
            cancellationToken);

    /// <summary>Everybody who has this role, by id.</summary>
    public async Task<IReadOnlyList<ulong>> InRole(ActingRole role, CancellationToken cancellationToken)
    {
        var found = new SortedSet<ulong>();
        foreach (var name in options.NamesOf(role))
        {
            var rows = await db.Session.Query<WordPressAccount>(
                SelectWithCapabilities + await Removed(cancellationToken),
                new { capabilitiesKey = options.CapabilitiesKey, word = $"%\"{name}\"%" },
                cancellationToken);
            found.UnionWith(rows.Where(row => options.RolesOf(row.Capabilities).Contains(role)).Select(row => row.Id));
        }

        return [.. found];
    }

    public async Task<IReadOnlyDictionary<ulong, string>> Names(IReadOnlyCollection<ulong> userIds, CancellationToken cancellationToken)
    {
        var missing = userIds.Where(id => !cache.TryGetValue(Key(id), out _)).ToArray();
        if (missing.Length > 0)
        {
            foreach (var user in await db.Session.Query<WordPressAccount>(SelectNames, new { ids = missing }, cancellationToken))
            {
                cache.Set(Key(user.Id), user.DisplayName, NamesAreKept);
            }
        }

        return userIds.Distinct()
            .Select(id => (Id: id, Name: cache.Get<string>(Key(id))))
            .Where(user => user.Name is not null)
            .ToDictionary(user => user.Id, user => user.Name!);
    }

    private static (string, ulong) Key(ulong id) => ("display name", id);

    /// <summary>The condition that leaves out accounts which a multisite removed; empty elsewhere.</summary>
    public async Task<string> Removed(CancellationToken cancellationToken) =>
        await multisite.AreThere(db.Session, cancellationToken) ? NotRemoved : "";
}

/// <summary>Whether this WordPress is a multisite, whose users table has the columns <c>spam</c> and <c>deleted</c>; asked once per process.</summary>
internal sealed class MultisiteColumns(TableNames tables)
{
    private bool? known;

    public async Task<bool> AreThere(DbSession session, CancellationToken cancellationToken) => known ??= await session.QueryOne<long>(
        """
        SELECT COUNT(*) FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name = @users AND column_name IN ('spam', 'deleted')
        """,
        new { users = tables.Users },
        cancellationToken) == 2;
}

/// <summary>A row of WordPress's users with its capabilities. The hash leaves this class as a fingerprint only.</summary>
internal sealed class WordPressAccount
{
    public ulong Id { get; init; }

    public string Login { get; init; } = "";

    public string Email { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    public string? Capabilities { get; init; }

    public string? Locale { get; init; }

    /// <summary>Ties a session to this very password (R8): it changes when the stored hash does.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PasswordHash)));

    /// <summary>The language chosen in WordPress, if the portal speaks it.</summary>
    public string? Language => Locale is { Length: >= 2 } locale && locale[..2] is "pl" or "en" or "ru" ? Locale[..2] : null;

    public DirectoryUser AsDirectoryUser(WordPressOptions options) => new(Id, DisplayName, Email, options.RolesOf(Capabilities));
}
