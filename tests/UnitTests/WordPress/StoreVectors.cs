using System.Text.Json;

namespace Scheduling.UnitTests.WordPress;

/// <summary>What the real functions of WordPress answered, on 6.1.9 and on 7.1; see TestData/wordpress.</summary>
internal static class StoreVectors
{
    public const string Phpass = "wordpress-6.1.9-phpass.json";
    public const string Bcrypt = "wordpress-7.1-bcrypt.json";

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Dictionary<string, StoreFile> Files =
        new[] { Phpass, Bcrypt }.ToDictionary(file => file, Read<StoreFile>, StringComparer.Ordinal);

    public static IReadOnlyList<CapabilityCase> Capabilities { get; } = Read<CapabilityCase[]>("capabilities.json");

    public static StoreFile File(string file) => Files[file];

    public static Vector Vector(string file, string name) => Files[file].Vectors.Single(v => v.Name.Equals(name, StringComparison.Ordinal));

    public static ForeignHash Foreign(string file, string name) =>
        Files[file].OtherHashes.Single(h => h.Name.Equals(name, StringComparison.Ordinal));

    public static CapabilityCase Capability(string name) => Capabilities.Single(c => c.Case.Equals(name, StringComparison.Ordinal));

    /// <summary>Every vector of both files: file, name.</summary>
    public static TheoryData<string, string> AllVectors()
    {
        var rows = new TheoryData<string, string>();
        foreach (var (file, content) in Files)
            foreach (var vector in content.Vectors)
                rows.Add(file, vector.Name);
        return rows;
    }

    private static T Read<T>(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "TestData", "wordpress", file);
        return JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(path), SnakeCase)!;
    }
}

internal sealed record StoreFile(
    IReadOnlyList<Vector> Vectors, IReadOnlyDictionary<string, bool> CrossChecks, IReadOnlyList<ForeignHash> OtherHashes);

/// <summary>CheckAsGiven: wp_check_password on the password untouched; CheckTrimmed: after trim(), where that changes it.</summary>
internal sealed record Vector(
    string Name, string Password, string? PasswordUtf8Hex, int Bytes, string Hash, bool CheckAsGiven, bool? CheckTrimmed);

internal sealed record ForeignHash(string Name, string Password, string Hash, bool Accepted);

internal sealed record CapabilityCase(string Case, string? MetaValue, IReadOnlyList<string> Roles);
