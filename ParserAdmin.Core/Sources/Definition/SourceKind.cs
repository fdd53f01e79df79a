namespace ParserAdmin.Core.Sources.Definition;

/// <summary>What a source is, and so which tasks make sense for it.</summary>
public enum SourceKind
{
    Catalog,
    Channel,
    Listing,
}
