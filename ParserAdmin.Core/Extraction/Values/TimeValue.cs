using System.Globalization;

namespace ParserAdmin.Core.Extraction.Values;

/// <param name="Time">UTC.</param>
public sealed record TimeValue(DateTime Time) : FieldValue
{
    /// <summary>By how much the true time may differ: "3 hours ago" is exact to the hour. Zero for a time that was written out.</summary>
    public TimeSpan Within { get; init; }

    public override string ToText() => Time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
