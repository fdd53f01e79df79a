namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Makes one text of all that a field holds.</summary>
internal sealed class JoinFilter(string separator) : IListFilter
{
    public string Apply(IReadOnlyList<string> texts) => string.Join(separator, texts);
}
