using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>The words that stand for a choice.</summary>
internal static class DefinitionChoices
{
    public static readonly IReadOnlyDictionary<string, SourceKind> Kinds = new Dictionary<string, SourceKind>
    {
        ["catalog"] = SourceKind.Catalog,
        ["channel"] = SourceKind.Channel,
        ["listing"] = SourceKind.Listing,
    };

    public static readonly IReadOnlyDictionary<string, IdentityPolicy> Identities = new Dictionary<string, IdentityPolicy>
    {
        ["externalId"] = IdentityPolicy.ExternalId,
        ["url"] = IdentityPolicy.Url,
        ["hash"] = IdentityPolicy.Hash,
    };

    public static readonly IReadOnlyDictionary<string, ResponseType> Responses = new Dictionary<string, ResponseType>
    {
        ["html"] = ResponseType.Html,
        ["json"] = ResponseType.Json,
        ["xml"] = ResponseType.Xml,
        ["feed"] = ResponseType.Feed,
    };

    /// <summary>Whether robots.txt is obeyed.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Robots = new Dictionary<string, bool> { ["obey"] = true, ["ignore"] = false };

    /// <summary>Whether a browser opens the pages.</summary>
    public static readonly IReadOnlyDictionary<string, bool> Renderers = new Dictionary<string, bool>
    {
        ["http"] = false,
        ["browser"] = true,
    };
}
