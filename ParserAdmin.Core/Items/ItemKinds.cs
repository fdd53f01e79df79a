namespace ParserAdmin.Core.Items;

/// <summary>What a row is when the definition does not say.</summary>
public static class ItemKinds
{
    public const string Title = "title";
    public const string Episode = "episode";
    public const string Post = "post";
    public const string Listing = "listing";
}
