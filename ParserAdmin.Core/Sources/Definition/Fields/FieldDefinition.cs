namespace ParserAdmin.Core.Sources.Definition.Fields;

/// <summary>How one field is read from a row.</summary>
/// <param name="Selector">Selector within the row, in the response's language; null is the row itself.</param>
/// <param name="Attribute">The attribute to read; null reads the text.</param>
/// <param name="All">Whether every match counts (a list) or only the first.</param>
/// <param name="Default">Taken when nothing is found or the filters leave nothing. It passes the filters too.</param>
/// <param name="Optional">Whether an empty field is no error.</param>
/// <param name="Remove">CSS selector of the children that do not belong to the text.</param>
/// <param name="Cases">In their order; the first that matches gives the value. Empty for a field that is read.</param>
/// <param name="Filters">In their order.</param>
public sealed record FieldDefinition(
    string? Selector,
    string? Attribute,
    bool All,
    string? Default,
    bool Optional,
    string? Remove,
    IReadOnlyList<CaseBranch> Cases,
    IReadOnlyList<FilterDefinition> Filters
)
{
    /// <summary>
    /// Selectors to try, in their order, when <see cref="Selector"/> finds nothing; with <see cref="All"/> what they find is added.
    /// </summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>Whether the text keeps the lines that the page shows.</summary>
    public bool Lines { get; init; }

    /// <summary>The field is this text, with {fields} of the row that come before it; null for one that is read from the page.</summary>
    public string? Text { get; init; }

    /// <summary>All selectors in their order; empty for the row itself.</summary>
    public IReadOnlyList<string> Selectors => Selector is null ? [] : [Selector, .. Alternatives];
}
