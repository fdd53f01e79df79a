namespace ParserAdmin.Demo;

/// <summary>The source definition with which this program parses its own demo site.</summary>
public static class DemoDefinition
{
    /// <summary>The source's id.</summary>
    public const string SourceId = "demo";

    /// <summary>The source at which the demo source's items are looked up.</summary>
    public const string LibraryId = "demo-library";

    /// <summary>The demo source, and those of the site's other sections, which a person adds.</summary>
    public static IReadOnlyList<string> All { get; } = [SourceId, LibraryId, "demo-members", "demo-feed", "demo-market"];

    /// <summary>The demo source for a site that is served at an address.</summary>
    /// <param name="baseUri">Absolute, without <c>/demo</c>, such as <c>http://127.0.0.1:5080</c>; a path is kept, a query is not.</param>
    public static string Yaml(Uri baseUri) => Yaml(SourceId, baseUri);

    /// <summary>A definition for a site that is served at an address.</summary>
    /// <param name="id">One of <see cref="All"/>.</param>
    /// <param name="baseUri">Absolute, without <c>/demo</c>, such as <c>http://127.0.0.1:5080</c>; a path is kept, a query is not.</param>
    /// <returns>A YAML document of the source definition's version 1.</returns>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public static string Yaml(string id, Uri baseUri)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        if (!baseUri.IsAbsoluteUri)
            throw new ArgumentException("The demo site's address must be absolute, such as http://127.0.0.1:5080.", nameof(baseUri));

        return DemoFiles.Definition(id).Replace("{base}", baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/'), StringComparison.Ordinal);
    }
}
