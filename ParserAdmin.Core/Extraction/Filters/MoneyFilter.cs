using ParserAdmin.Core.Extraction.Text;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>Amount and currency.</summary>
internal sealed class MoneyFilter(string? currency, string? decimalMark) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context) =>
        MoneyReading.Read(text, currency, decimalMark) is { } money
            ? FilterOutcome.Of(money)
            : FilterOutcome.Fail("it holds no amount; mark the field 'optional: true' with a 'regex' before, or read another element");
}
