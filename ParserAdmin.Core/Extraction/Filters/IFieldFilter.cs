namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>One step from a text to a value. Never given an empty text; an empty one that it answers ends the chain as "nothing".</summary>
public interface IFieldFilter
{
    FilterOutcome Apply(string text, FilterContext context);
}
