namespace ParserAdmin.Core.Sources.Definition.Paths;

/// <summary>The names a path may have; tasks ask for their path by name.</summary>
public static class PathNames
{
    public const string Catalog = "catalog";
    public const string Updates = "updates";
    public const string Item = "item";
    public const string Episodes = "episodes";
    public const string Top = "top";
    public const string Series = "series";
    public const string Creator = "creator";
    public const string Search = "search";

    /// <summary>Those that list what there is, from an address of their own: what a crawl can begin at.</summary>
    public static IReadOnlyList<string> Listings { get; } = [Catalog, Updates];

    public static IReadOnlyList<string> All { get; } = [Catalog, Updates, Item, Episodes, Top, Series, Creator, Search];
}
