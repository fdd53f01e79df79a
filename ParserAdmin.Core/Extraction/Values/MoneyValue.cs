using System.Globalization;
using ParserAdmin.Core.Extraction.Text;

namespace ParserAdmin.Core.Extraction.Values;

/// <param name="Amount">In whole units of the currency, such as euros.</param>
/// <param name="Currency">ISO 4217 code, or null if the text does not say.</param>
public sealed record MoneyValue(decimal Amount, string? Currency) : FieldValue
{
    public override string ToText()
    {
        var amount = Amount.Plain().ToString(CultureInfo.InvariantCulture);
        return Currency is null ? amount : $"{amount} {Currency}";
    }
}
