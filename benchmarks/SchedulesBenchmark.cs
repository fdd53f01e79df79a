using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ParserAdmin.Tests.EndToEnd;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks;

/// <summary>
/// The whole program on SQLite while a thousand schedules really come due each minute, every one a crawl of a small site: whether a slot
/// was lost or doubled, how late the runs began, and what people who look meanwhile wait for.
/// </summary>
internal static class SchedulesBenchmark
{
    private const int Schedules = 1_000;
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static async Task RunAsync(int minutes)
    {
        await using var site = await ListingSite.StartAsync();
        (site.Pages, site.Answering) = (1, TimeSpan.FromMilliseconds(5));
        await using var portal = new PortalProcess(
            settings: new Dictionary<string, string>
            {
                ["ParserAdmin:Demo"] = "false",
                ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = $"127.0.0.1:{site.Port}",
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
            }
        );
        await portal.StartAsync();
        var api = new ApiClient(Http, portal.Address, PortalProcess.ApiKey);
        await PrepareAsync(api, site);

        // The first minute is the one that switching to auto starts; it does not count.
        var from = NextMinute().AddMinutes(1);
        await Task.Delay(from - Now());
        Console.WriteLine(Text($"schedules: {Schedules} each minute from {from:HH:mm:ss} UTC, for {minutes} minutes"));
        var answers = new ConcurrentDictionary<string, List<double>>();
        var until = from.AddMinutes(minutes);
        while (Now() < until)
        {
            foreach (var path in new[] { "/scheduler/jobs", "/admin/parser/dashboard", "/tasks/recent" })
                answers.GetOrAdd(path, _ => []).Add(await AskAsync(api, path));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        await portal.UntilAsync(
            $"SELECT count(*) FROM parser_jobs WHERE ended_at IS NULL AND requested_at < '{until:yyyy-MM-dd HH:mm:ss}'",
            rows => (long)rows[0][0]! == 0,
            TimeSpan.FromMinutes(2)
        );
        Report(portal, from, until, minutes);
        foreach (var (path, times) in answers)
        {
            Console.WriteLine(Text($"schedules: GET {path} p95 {Figures.Percentile(times, 95):F1} ms"));
            Figures.Print($"schedules: GET {path}", times);
        }
    }

    private static async Task PrepareAsync(ApiClient api, ListingSite site)
    {
        for (var i = 0; i < Schedules; i++)
            (await api.SendTextAsync(HttpMethod.Post, "/sources", site.Yaml($"s{i}", "1ms"), "application/yaml")).Expect(201);
        foreach (var schedule in await api.PagesAsync("/scheduler/jobs?limit=500"))
        {
            var id = Uri.EscapeDataString(schedule.GetProperty("id").GetString()!);
            var isOfSource = schedule.GetProperty("sourceId").GetString() is not null;
            var version = schedule.GetProperty("version").GetInt64();
            object edit = isOfSource
                ? new
                {
                    version,
                    cron = "* * * * *",
                    reason = "a benchmark",
                }
                : new
                {
                    version,
                    enabled = false,
                    reason = "a benchmark",
                };
            (await api.PutAsync($"/scheduler/jobs/{id}", edit)).Expect(200);
        }

        var settings = (await api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (
            await api.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "auto",
                    reason = "a benchmark",
                    version = settings,
                }
            )
        ).Expect(200);
    }

    private static async Task<double> AskAsync(ApiClient api, string path)
    {
        var began = Stopwatch.GetTimestamp();
        (await api.GetAsync(path)).Expect(200);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static void Report(PortalProcess portal, DateTime from, DateTime until, int minutes)
    {
        var counted = $"""
            FROM parser_jobs WHERE schedule_id IS NOT NULL
            AND requested_at >= '{from:yyyy-MM-dd HH:mm:ss}' AND requested_at < '{until:yyyy-MM-dd HH:mm:ss}'
            """;
        foreach (var row in portal.Query($"SELECT status, coalesce(reason, ''), count(*) {counted} GROUP BY 1, 2"))
            Console.WriteLine(Text($"schedules: {row[2]} {row[0]} {row[1]}"));
        var amiss = portal.Query(
            $"""
            SELECT count(*) FROM (SELECT s.id FROM schedules s WHERE s.source_id IS NOT NULL
            AND (SELECT count(*) {counted} AND schedule_id = s.id) <> {minutes})
            """
        )[0][0];
        Console.WriteLine(Text($"schedules: {amiss} schedules without exactly one job for each of the {minutes} minutes"));
        var late = portal
            .Query(
                $"SELECT (julianday(started_at) - julianday(strftime('%Y-%m-%d %H:%M:00', requested_at))) * 86400000 {counted} AND started_at IS NOT NULL"
            )
            .Select(row => Convert.ToDouble(row[0], CultureInfo.InvariantCulture))
            .ToList();
        Figures.Print("schedules: from the slot to the start of its run", late);
        var locked = portal.Output.Split('\n').Count(line => line.Contains("database is locked", StringComparison.OrdinalIgnoreCase));
        Console.WriteLine(Text($"schedules: \"database is locked\" {locked} times; the log in whole:\n{portal.Output}"));
    }

    private static DateTime Now() => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static DateTime NextMinute() => new DateTime(Now().Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute).AddMinutes(1);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
