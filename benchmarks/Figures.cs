using System.Globalization;

namespace ParserAdmin.Benchmarks;

/// <summary>Prints percentiles of milliseconds, by nearest rank.</summary>
internal static class Figures
{
    public static double Percentile(IReadOnlyCollection<double> milliseconds, double percent)
    {
        var sorted = milliseconds.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    public static void Print(string what, IReadOnlyCollection<double> milliseconds) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what, -58} p50 {Percentile(milliseconds, 50), 8:F2} ms   p99 {Percentile(milliseconds, 99), 8:F2} ms   max "
                    + $"{milliseconds.Max(), 8:F2} ms   n {milliseconds.Count}"
            )
        );
}
