namespace ParserAdmin.Core.Items;

/// <summary>What one batch did to the store.</summary>
public sealed record SavedBatch(int New, int Changed, int Unchanged)
{
    /// <summary>Of the known ones, those that were gone and are there again.</summary>
    public int Back { get; init; }
}
