namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>What a path answers with; it chooses the extractor.</summary>
public enum ResponseType
{
    Html,
    Json,
    Xml,

    /// <summary>RSS, RDF, Atom or JSON Feed.</summary>
    Feed,
}
