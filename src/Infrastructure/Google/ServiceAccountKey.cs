using System.Security.Cryptography;
using System.Text.Json;

namespace Scheduling.Infrastructure.Google;

/// <summary>The JSON key of a service account as Google's console gives it; a class, so that nothing prints its secret.</summary>
public sealed class ServiceAccountKey
{
    private ServiceAccountKey(string email, string privateKey, string? keyId, string? tokenUri) =>
        (Email, PrivateKey, KeyId, TokenUri) = (email, privateKey, keyId, tokenUri);

    public string Email { get; }

    public string PrivateKey { get; }

    public string? KeyId { get; }

    public string? TokenUri { get; }

    /// <exception cref="FormatException">The file is missing, cannot be read or is something else; the message says which.</exception>
    public static ServiceAccountKey Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            if (Text(json.RootElement, "type") != "service_account")
            {
                throw new FormatException("is no key of a service account (\"type\": \"service_account\").");
            }

            return new ServiceAccountKey(
                Text(json.RootElement, "client_email") ?? throw new FormatException("is a key without \"client_email\"."),
                Usable(Text(json.RootElement, "private_key")),
                Text(json.RootElement, "private_key_id"),
                Text(json.RootElement, "token_uri"));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FormatException("the file does not exist.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new FormatException("the file cannot be read.", fault);
        }
        catch (JsonException fault)
        {
            throw new FormatException("is no JSON file.", fault);
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static string Usable(string? pem)
    {
        try
        {
            using var key = RSA.Create();
            key.ImportFromPem(pem);
            return pem!;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            throw new FormatException("holds no usable \"private_key\".", fault);
        }
    }
}
