using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace ParserAdmin.Core.Data.Keys;

/// <summary>
/// The data protection keys in the database that nodes share. Reading them waits neither for a free connection nor long for an answer:
/// requests wait for it.
/// </summary>
internal sealed class DatabaseKeys(LifelineContexts contexts, KeySeal seal, TimeProvider clock) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = contexts.Create();
        return [.. context.Set<ProtectionKey>().AsNoTracking().AsEnumerable().Select(seal.Open)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new ProtectionKey { Name = friendlyName, CreatedAt = clock.UtcMilliseconds() };
        seal.Close(key, element);
        using var context = contexts.Create();
        context.Add(key);
        context.SaveChanges();
    }
}
