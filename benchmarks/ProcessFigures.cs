using System.Globalization;

namespace ParserAdmin.Benchmarks;

/// <summary>What Linux says of a process in /proc.</summary>
internal static class ProcessFigures
{
    /// <summary>User and system time of the process, in hundredths of a second.</summary>
    public static long Ticks(int process)
    {
        var fields = File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    /// <summary>Memory that it has now, in MiB.</summary>
    public static double Resident(int process) => Status(process, "VmRSS:") / 1024.0;

    /// <summary>The most that it ever had, in MiB.</summary>
    public static double Peak(int process) => Status(process, "VmHWM:") / 1024.0;

    public static long Threads(int process) => Status(process, "Threads:");

    /// <summary>Open files and sockets.</summary>
    public static int Handles(int process) => Directory.GetFileSystemEntries($"/proc/{process}/fd").Length;

    private static long Status(int process, string name) =>
        long.Parse(
            File.ReadLines($"/proc/{process}/status")
                .Single(line => line.StartsWith(name, StringComparison.Ordinal))
                .Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        );
}
