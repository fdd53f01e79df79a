using System.Globalization;
using System.Text;

namespace ParserAdmin.Core.Telemetry;

/// <summary>Writes families in Prometheus' text format, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal static class PrometheusText
{
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"# HELP {family.Name} {family.Description.Replace("\\", @"\\", StringComparison.Ordinal).ReplaceLineEndings("\\n")}\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {family.Name} {family.Type}\n");
            foreach (var series in family.Series)
                Write(text, family, series);
        }

        return text.ToString();
    }

    /// <returns><c>a="b",c="d"</c>, escaped.</returns>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            var escaped = Convert
                .ToString(value, CultureInfo.InvariantCulture)!
                .Replace("\\", @"\\", StringComparison.Ordinal)
                .Replace("\"", "\\\"", StringComparison.Ordinal)
                .ReplaceLineEndings("\\n");
            text.Append(CultureInfo.InvariantCulture, $"{(text.Length == 0 ? "" : ",")}{name}=\"{escaped}\"");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, MetricFamily family, MetricSeries series)
    {
        var (value, count, buckets) = series.Read();
        if (family.Type != "histogram")
        {
            Line(text, family.Name, series.Labels, value);
            return;
        }

        var before = series.Labels.Length == 0 ? "" : $"{series.Labels},";
        foreach (var (bound, within) in buckets)
            Line(text, $"{family.Name}_bucket", $"{before}le=\"{Number(bound)}\"", within);
        Line(text, $"{family.Name}_bucket", $"{before}le=\"+Inf\"", count);
        Line(text, $"{family.Name}_sum", series.Labels, value);
        Line(text, $"{family.Name}_count", series.Labels, count);
    }

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(name).Append(labels.Length == 0 ? "" : $"{{{labels}}}").Append(' ').Append(Number(value)).Append('\n');

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
