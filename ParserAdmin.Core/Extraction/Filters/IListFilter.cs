namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>A filter that needs all texts of a field at once, where the others take each on its own.</summary>
public interface IListFilter : IFieldFilter
{
    /// <param name="texts">At least one, none of them empty.</param>
    string Apply(IReadOnlyList<string> texts);

    FilterOutcome IFieldFilter.Apply(string text, FilterContext context) => FilterOutcome.Of(Apply([text]));
}
