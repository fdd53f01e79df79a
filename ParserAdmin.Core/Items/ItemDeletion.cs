namespace ParserAdmin.Core.Items;

/// <summary>What a deletion did, or would do.</summary>
/// <param name="Matching">Items that the filter fits.</param>
/// <param name="Deleted">Zero for a count.</param>
public sealed record ItemDeletion(int Matching, int Deleted);
