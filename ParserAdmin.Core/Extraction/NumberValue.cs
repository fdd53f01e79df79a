using System.Globalization;

namespace ParserAdmin.Core.Extraction;

public sealed record NumberValue(decimal Number) : FieldValue
{
    // G29 drops trailing zeros: 1.50 and 1.5 are one value, whatever a database makes of the scale.
    public override string ToText() => Number.ToString("G29", CultureInfo.InvariantCulture);
}
