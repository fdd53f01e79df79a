using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>One site, channel or feed to parse, as its YAML declares it. Immutable, and valid in itself.</summary>
/// <param name="Version">The version of the format; 1.</param>
/// <param name="Id">Lower-case letters, digits, '-' and '_'; at most 64.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">What the source is.</param>
/// <param name="Language">A BCP 47 tag such as <c>en</c> or <c>pt-BR</c>.</param>
/// <param name="Links">The site's addresses, http or https; the first is the one in use.</param>
/// <param name="Identity">What tells one item from another.</param>
/// <param name="Fetch">How the source wants to be fetched.</param>
/// <param name="Paths">The kinds of page, by name (see <see cref="PathNames"/>).</param>
public sealed record SourceDefinition(
    int Version,
    string Id,
    string Name,
    SourceKind Kind,
    string? Language,
    IReadOnlyList<Uri> Links,
    IdentityPolicy Identity,
    FetchOptions Fetch,
    IReadOnlyDictionary<string, PathDefinition> Paths
)
{
    /// <summary>In characters, as its column has them.</summary>
    public const int LongestName = 200;

    /// <summary>Values that a person has to bring, by name.</summary>
    public IReadOnlyDictionary<string, SettingDefinition> Settings { get; init; } = new Dictionary<string, SettingDefinition>();

    /// <summary>Among waiting jobs those of the higher priority start first; -100 to 100.</summary>
    public int Priority { get; init; }

    /// <summary>What the definition is tested by before it is stored.</summary>
    public IReadOnlyList<SampleDefinition> Samples { get; init; } = [];

    /// <summary>Null for a source that everybody may read.</summary>
    public LoginDefinition? Login { get; init; }

    /// <summary>Which of the path <c>top</c>'s lists are looked through.</summary>
    public TopDefinition Top { get; init; } = TopDefinition.Default;

    /// <summary>Null where items are looked up nowhere.</summary>
    public MetadataDefinition? Metadata { get; init; }
}
