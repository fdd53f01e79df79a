using System.Diagnostics;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// A program that a test starts lives for seconds. To compile anew what ran often pays after minutes, and took a sixth of its time.
/// </summary>
public static class ShortLife
{
    /// <summary>Set by the benchmarks: they measure what people get.</summary>
    public static bool IsMeasured { get; set; }

    public static void Expect(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TieredPGO"] = "0";

        // Hexadecimal milliseconds: 20 s without anything new to compile.
        if (!IsMeasured)
            start.Environment["DOTNET_TC_CallCountingDelayMs"] = "5000";
    }
}
