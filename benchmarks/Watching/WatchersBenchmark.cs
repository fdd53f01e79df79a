using System.Diagnostics;
using System.Globalization;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>
/// Many signed-in browsers look at one job that writes a thousand log lines a second, by circuits of their own: how far behind each is, and
/// what the program takes. Then one of them presses STOP, again and again: when the banner is on the pages of the others.
/// </summary>
internal static class WatchersBenchmark
{
    private const int Stops = 20;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int minutes, int browsers)
    {
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string>(LineWriterStartup.Environment)
            {
                ["ParserAdmin:Demo"] = "false",
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
            }
        );
        await portal.StartAsync();
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        var job = new WatchedJob(new ApiClient(http, portal.Address, PortalProcess.ApiKey));
        await job.PrepareAsync();
        Report(portal, "started");
        var watchers = new List<Watcher>();
        try
        {
            var (page, since) = (await job.StartAsync(), Watcher.Now);
            for (var number = 1; number <= browsers; number++)
                watchers.Add(await Watcher.OpenAsync(portal.Address, number, page));
            await AllFollowAsync(watchers, since);
            Report(portal, $"{browsers} browsers have lines on their pages");
            await Task.Delay(WarmUp);
            await WatchAsync(portal, watchers, TimeSpan.FromMinutes(minutes));
            await StopAsync(portal, watchers, job);
            Console.WriteLine(Text($"watchers: the most memory that it ever had: {ProcessFigures.Peak(portal.ProcessId):F0} MiB"));
        }
        catch (Exception failed)
        {
            throw new InvalidOperationException($"{failed.Message}\nThe portal's log:\n{portal.Output}", failed);
        }
        finally
        {
            foreach (var watcher in watchers)
                await watcher.DisposeAsync();
        }
    }

    private static async Task WatchAsync(PortalProcess portal, List<Watcher> watchers, TimeSpan time)
    {
        Report(portal, "warm");
        var (began, lines, ticks) = (Stopwatch.GetTimestamp(), Lines(portal), ProcessFigures.Ticks(portal.ProcessId));
        var own = ProcessFigures.Ticks(Environment.ProcessId);
        watchers.ForEach(watcher => watcher.Measure());
        for (var at = ReportEvery; at <= time; at += ReportEvery)
        {
            await Task.Delay(at - Stopwatch.GetElapsedTime(began) is { Ticks: > 0 } left ? left : TimeSpan.Zero);
            foreach (var watcher in watchers)
                await watcher.DemandAliveAsync();
            Report(portal, Text($"after {at.TotalSeconds:F0} s"));
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var seen = watchers.ConvertAll(watcher => watcher.Read());
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"watchers: {(Lines(portal) - lines) / seconds:F0} lines a second for {seconds:F0} s; a browser got "
                    + $"{seen.Average(one => one.Batches) / seconds:F1} batches and {seen.Average(one => one.Bytes) / seconds / 1024:F0} KiB a second, "
                    + $"compressed for {seen.Count(one => one.IsCompressed)} of {seen.Count}"
            )
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"watchers: the portal took {(ProcessFigures.Ticks(portal.ProcessId) - ticks) / seconds:F0} % of a core, "
                    + $"the browsers {(ProcessFigures.Ticks(Environment.ProcessId) - own) / seconds:F0} %"
            )
        );
        Print($"watchers: behind, {watchers.Count} browsers", [.. seen.SelectMany(one => one.Behind)]);
        Console.WriteLine(Text($"watchers: p95 of the one furthest behind {seen.Max(one => Figures.Percentile(one.Behind, 95)):F1} ms"));
        Print("watchers: from a line to the page, the newest of a batch", [.. seen.SelectMany(one => one.Arrived)]);
    }

    /// <summary>Each round has a job of its own, at full rate on every page, for a stop is the end of the one before it.</summary>
    private static async Task StopAsync(PortalProcess portal, List<Watcher> watchers, WatchedJob job)
    {
        var (all, last) = (new List<double>(), new List<double>());
        for (var round = 0; round < Stops; round++)
        {
            if (round > 0)
            {
                var (page, since) = (await job.StartAsync(), Watcher.Now);
                watchers.ForEach(watcher => watcher.GoTo(page));
                await AllFollowAsync(watchers, since);
                await Task.Delay(TimeSpan.FromMilliseconds(500));
            }

            var pressing = watchers[round % watchers.Count];
            var others = watchers.Where(watcher => watcher != pressing).Select(watcher => watcher.StopSeenAsync()).ToList();
            var pressed = Stopwatch.GetTimestamp();
            pressing.Stop();
            var seen = await Task.WhenAll(others).WaitAsync(Patience);
            var took = seen.Select(stamp => Stopwatch.GetElapsedTime(pressed, stamp).TotalMilliseconds).ToList();
            all.AddRange(took);
            last.Add(took.Max());
            await job.ResetAsync();
            foreach (var watcher in watchers)
                await watcher.DemandAliveAsync();
        }

        Print($"watchers: STOP to the banner of another page, {Stops} stops", all);
        Print("watchers: STOP to the banner of the last page", last);
        Report(portal, $"after {Stops} stops");
    }

    /// <summary>Waits until each has seen a line that was written after this moment.</summary>
    private static async Task AllFollowAsync(List<Watcher> watchers, double since)
    {
        for (var began = Stopwatch.GetTimestamp(); watchers.Any(watcher => watcher.Newest < since); )
        {
            foreach (var watcher in watchers)
                await watcher.DemandAliveAsync();
            if (Stopwatch.GetElapsedTime(began) > Patience)
                throw new TimeoutException($"{watchers.Count(watcher => watcher.Newest < since)} of {watchers.Count} pages show no line.");
            await Task.Delay(20);
        }
    }

    private static long Lines(PortalProcess portal) =>
        Convert.ToInt64(portal.Query("SELECT coalesce(max(sequence), 0) FROM parser_job_logs")[0][0], CultureInfo.InvariantCulture);

    private static void Report(PortalProcess portal, string when) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"watchers: {when}: {ProcessFigures.Resident(portal.ProcessId):F0} MiB, {ProcessFigures.Threads(portal.ProcessId)} threads, "
                    + $"{ProcessFigures.Handles(portal.ProcessId)} open files and sockets"
            )
        );

    private static void Print(string what, List<double> milliseconds)
    {
        Console.WriteLine(Text($"{what}: p95 {Figures.Percentile(milliseconds, 95):F1} ms"));
        Figures.Print(what, milliseconds);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
