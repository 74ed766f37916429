namespace Scheduling.Application.Ports;

/// <summary>The keys that seal cookies and forms, kept in the database so that every instance, and the next start, can read what another sealed.</summary>
public interface IDataProtectionKeys
{
    IReadOnlyList<string> All();

    void Add(string name, string xml);
}
