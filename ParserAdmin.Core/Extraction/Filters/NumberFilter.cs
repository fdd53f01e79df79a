using ParserAdmin.Core.Extraction.Text;
using ParserAdmin.Core.Extraction.Values;

namespace ParserAdmin.Core.Extraction.Filters;

/// <summary>The first number of a text.</summary>
internal sealed class NumberFilter(string? decimalMark) : IFieldFilter
{
    public FilterOutcome Apply(string text, FilterContext context)
    {
        var plain = PlainDigits.Rewrite(text);
        var token = NumberScanner.Scan(plain).FirstOrDefault();
        if (token is null)
            return FilterOutcome.Fail("it holds no number");
        return
            NumberReading.Read(token.Text, decimalMark, loneDotGroups: false) is { } read
            && NumberScale.Apply(read, plain, token.End) is { } number
            ? FilterOutcome.Of(new NumberValue(SignReading.IsNegative(plain, token.Start) ? -number : number))
            : FilterOutcome.Fail($"'{token.Text}' is no number that can be read; cut the part that counts out with 'regex' first");
    }
}
