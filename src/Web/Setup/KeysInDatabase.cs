using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Scheduling.Application.Ports;

namespace Scheduling.Web.Setup;

/// <summary>Lets every instance, and the next start, read the cookies and forms that another sealed (R8).</summary>
internal sealed class KeysInDatabase(IDataProtectionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.All().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
