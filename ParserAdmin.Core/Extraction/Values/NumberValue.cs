using System.Globalization;
using ParserAdmin.Core.Extraction.Text;

namespace ParserAdmin.Core.Extraction.Values;

public sealed record NumberValue(decimal Number) : FieldValue
{
    // 1.50 and 1.5 are one value, whatever a database makes of the scale; and no 5E-05.
    public override string ToText() => Number.Plain().ToString(CultureInfo.InvariantCulture);
}
