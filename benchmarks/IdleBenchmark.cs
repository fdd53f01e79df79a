using System.Diagnostics;
using System.Globalization;
using ParserAdmin.Tests.EndToEnd;

namespace ParserAdmin.Benchmarks;

/// <summary>
/// The whole program with its demo, in a process of its own: from its first start to the answer that it is ready, and what it takes while
/// it has nothing to do. Linux says so in /proc.
/// </summary>
internal static class IdleBenchmark
{
    /// <summary>
    /// What it needs once is over by then. The runtime compiles anew what ran thirty times, which for what happens every five seconds is
    /// after two and a half minutes.
    /// </summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(200);

    public static async Task RunAsync(int seconds)
    {
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string>
            {
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
            }
        );
        Console.WriteLine(Text($"idle: first start to /health/ready {await ReadyAsync(portal) / 1000:F2} s"));
        await portal.UntilAsync(
            "SELECT COUNT(*) FROM schedules WHERE source_id IS NOT NULL",
            rows => Convert.ToInt32(rows[0][0], CultureInfo.InvariantCulture) > 0,
            TimeSpan.FromSeconds(30)
        );
        await Task.Delay(TimeSpan.FromSeconds(5)); // Those of the demo's other sources come a moment later.
        foreach (var schedules in new[] { 12, 1_000 })
        {
            AddSchedules(portal, schedules - Schedules(portal));
            if (Schedules(portal) != schedules)
                throw new InvalidOperationException($"There are {Schedules(portal)} schedules, not {schedules}.");
            await MeasureAsync(portal, seconds);
        }
    }

    private static async Task<double> ReadyAsync(PortalProcess portal)
    {
        var began = Stopwatch.GetTimestamp();
        _ = portal.Spawn();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, "/health/ready"));
                using var answer = await http.SendAsync(request, CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                    return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"The program was not ready within a minute:\n{portal.Output}");
    }

    private static async Task MeasureAsync(PortalProcess portal, int seconds)
    {
        await Task.Delay(Settling);
        var (before, began) = (ProcessFigures.Ticks(portal.ProcessId), Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var core = (ProcessFigures.Ticks(portal.ProcessId) - before) / 100.0 / Stopwatch.GetElapsedTime(began).TotalSeconds * 100;
        var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
        Console.WriteLine(
            Text(
                $"idle: {Schedules(portal)} schedules, {core:F2} % of a core, {ProcessFigures.Resident(portal.ProcessId):F0} MiB (load {load})"
            )
        );
    }

    private static int Schedules(PortalProcess portal) =>
        Convert.ToInt32(portal.Query("SELECT COUNT(*) FROM schedules")[0][0], CultureInfo.InvariantCulture);

    /// <summary>Past the program, which finds them by itself: once a year each, so that none comes due.</summary>
    private static void AddSchedules(PortalProcess portal, int count)
    {
        var columns = portal.Query("SELECT name FROM pragma_table_info('schedules')").Select(row => (string)row[0]!).ToList();
        var values = columns.Select(column =>
            column switch
            {
                "id" => $"id || ':s{count}-' || n",
                "cron" => "'0 0 1 1 *'",
                "interval_seconds" or "follows_setting" => "NULL",
                _ => column,
            }
        );
        portal.Execute(
            $"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) "
                + $"INSERT INTO schedules ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} FROM numbers, "
                + "(SELECT * FROM schedules WHERE source_id IS NOT NULL LIMIT 1)"
        );
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
