namespace Scheduling.Web.Setup;

/// <summary>A key of the configuration is missing or malformed: one line that names it, and the start ends (DOMAIN §14).</summary>
internal sealed class ConfigurationFault(string key, string problem) : Exception($"{key.Replace(":", "__", StringComparison.Ordinal)}: {problem}");
