namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Makes an address absolute. Only http and https come out.</summary>
internal sealed class UrlFilter : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context) =>
        WebAddress.Resolve(context.BaseAddress, text.Trim()) is { } address
            ? FilterOutcome.Of(address.AbsoluteUri)
            : FilterOutcome.Fail("it is no http or https address; check that the selector finds a link");
}
