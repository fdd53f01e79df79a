using System.Diagnostics;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// A program that a test starts lives for seconds. To compile anew what ran often pays after minutes, and took a sixth of its time.
/// </summary>
public static class ShortLife
{
    /// <summary>What is measured is what people get: in benchmarks, which set it, and where many rounds of stops were asked for.</summary>
    public static bool IsMeasured { get; set; } = Environment.GetEnvironmentVariable("PARSERADMIN_STOP_ROUNDS") is not null;

    public static void Expect(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TieredPGO"] = "0";

        // Hexadecimal milliseconds: 20 s without anything new to compile.
        if (!IsMeasured)
            start.Environment["DOTNET_TC_CallCountingDelayMs"] = "5000";
    }
}
