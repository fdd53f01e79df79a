namespace ParserAdmin.Core.Items.Finding;

/// <summary>How a list of items is ordered.</summary>
public enum ItemSort
{
    /// <summary>Found last, first.</summary>
    Newest,

    /// <summary>Changed last, first.</summary>
    Changed,

    /// <summary>A to Z, without regard to case and accents.</summary>
    Title,

    /// <summary>Cheapest first; items without a price come last.</summary>
    Price,
}
