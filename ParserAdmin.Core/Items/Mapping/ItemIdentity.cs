using System.Security.Cryptography;
using System.Text;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Items.Mapping;

/// <summary>Tells what an item is known by within its source.</summary>
public static class ItemIdentity
{
    /// <summary>A longer key is replaced by its hash: it stands in a unique index, and SQL Server's end at 900 bytes.</summary>
    public const int MaxLength = 400;

    /// <returns>At most <see cref="MaxLength"/> characters; the same for the same item at each parse.</returns>
    /// <exception cref="MissingIdentityException">The draft lacks the id or the address that the policy asks for.</exception>
    public static string Identify(ItemDraft draft, IdentityPolicy policy)
    {
        var key = policy switch
        {
            IdentityPolicy.ExternalId => draft.ExternalId ?? throw Missing(draft, "externalId"),
            IdentityPolicy.Url => Address(draft),
            // "3 hours ago" is another time with each parse, and no other item.
            _ => (draft.PublishedWithin > TimeSpan.Zero ? draft with { PublishedAt = null } : draft).ContentHash(),
        };

        return key.Length <= MaxLength ? key : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    /// <summary>The same of an item of which no more is known than what its listing tells; null where that is not enough.</summary>
    public static string? TryIdentify(string? externalId, string? url, IdentityPolicy policy)
    {
        var draft = new ItemDraft
        {
            Kind = "",
            Title = "",
            ExternalId = CleanText.Of(externalId ?? ""),
            Url = WebAddress.Parse(url)?.AbsoluteUri,
        };
        return policy == IdentityPolicy.Hash || (policy == IdentityPolicy.ExternalId ? draft.ExternalId : draft.Url) is null
            ? null
            : Identify(draft, policy);
    }

    /// <summary>Scheme and host in lower case, no default port, no user, no fragment; the path and the query as they are.</summary>
    private static string Address(ItemDraft draft)
    {
        var address = WebAddress.Parse(draft.Url) ?? throw Missing(draft, "url");
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        var authority = address.IsDefaultPort ? host : $"{host}:{address.Port}";
        return $"{address.Scheme}://{authority.ToLowerInvariant()}{address.PathAndQuery}";
    }

    private static MissingIdentityException Missing(ItemDraft draft, string field) =>
        new(
            $"'{draft.Title}' has no '{field}', by which this source tells its items apart; mend the field's selector or change the "
                + $"source's 'identity'"
        );
}
