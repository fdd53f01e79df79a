using System.Globalization;

namespace ParserAdmin.Core.Extraction;

/// <param name="Time">UTC.</param>
public sealed record TimeValue(DateTime Time) : FieldValue
{
    public override string ToText() => Time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
