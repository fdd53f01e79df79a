namespace ParserAdmin.Core.Extraction;

/// <summary>Finds the texts of one field in a row of one form.</summary>
internal interface IFieldFinder<in TRow>
{
    /// <summary>In the page's order; those that are empty count as not found.</summary>
    IEnumerable<string> Find(TRow row);
}
