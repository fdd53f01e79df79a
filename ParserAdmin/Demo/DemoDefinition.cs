namespace ParserAdmin.Demo;

/// <summary>The source definition with which this program parses its own demo site.</summary>
public static class DemoDefinition
{
    /// <summary>The source's id.</summary>
    public const string SourceId = "demo";

    /// <summary>The definition for a site that is served at an address.</summary>
    /// <param name="baseUri">Absolute, without <c>/demo</c>, such as <c>http://127.0.0.1:5080</c>; a path is kept, a query is not.</param>
    /// <returns>A YAML document of the source definition's version 1.</returns>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public static string Yaml(Uri baseUri)
    {
        ArgumentNullException.ThrowIfNull(baseUri);
        if (!baseUri.IsAbsoluteUri) throw new ArgumentException("The demo site's address must be absolute, such as http://127.0.0.1:5080.", nameof(baseUri));

        return DemoFiles.Definition.Replace("{base}", baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/'), StringComparison.Ordinal);
    }
}
