using System.Diagnostics;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// The real program with six sources of a site on loopback, three of them crawled each minute. It is killed in a scene, started again, and
/// held to what was stored before and what was answered.
/// </summary>
internal sealed class KillVictim : IAsyncDisposable
{
    private const int Pages = 30;
    private const int Sources = 6;
    private const SearchOption InSubfolders = SearchOption.AllDirectories;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private readonly ListingSite _site;
    private readonly PortalProcess _portal;
    private readonly Random _random;
    private readonly KillSlots _slots;
    private int _runs;

    private KillVictim(ListingSite site, PortalProcess portal, Random random) =>
        (_site, _portal, _random, _slots) = (site, portal, random, new KillSlots(portal, ["s1", "s2", "s3"]));

    /// <summary>What happened last, for whoever reads that it failed.</summary>
    public string Last { get; private set; } = "";

    public string Output => _portal.Output.Length > 6_000 ? _portal.Output[^6_000..] : _portal.Output;

    private ApiClient Api => new(Http, _portal.Address, PortalProcess.ApiKey);

    public static async Task<KillVictim> StartAsync(Random random)
    {
        var site = await ListingSite.StartAsync();
        (site.Pages, site.Answering) = (Pages, TimeSpan.FromMilliseconds(10));
        var portal = new PortalProcess(
            settings: new Dictionary<string, string>
            {
                ["ParserAdmin:Demo"] = "false",
                ["ParserAdmin:Fetch:AllowedPrivateHosts:0"] = $"127.0.0.1:{site.Port}",
            }
        );
        var victim = new KillVictim(site, portal, random);
        await portal.StartAsync();
        for (var source = 1; source <= Sources; source++)
        {
            (await victim.Api.SendTextAsync(HttpMethod.Post, "/sources", site.Yaml($"s{source}", "2ms"), "application/yaml")).Expect(201);
            var cron = source <= 3 ? "* * * * *" : "0 0 1 1 *";
            (await victim.Api.PutAsync($"/scheduler/jobs/catalog-sync:s{source}", new { cron, version = 1 })).Expect(200);
        }

        victim._slots.Begin();
        return victim;
    }

    public KillState State() => KillState.Read(_portal);

    /// <summary>Lets it do something, kills it meanwhile, starts it again and looks at what it found.</summary>
    /// <returns>How far the scene had come.</returns>
    public async Task<string> KillAsync(KillScene scene, int number)
    {
        await UntilIdleAsync();
        var before = State();
        if (!before.Stopped && (scene == KillScene.Crawl || _random.Next(5) < 3))
            await CrawlAsync();
        var head = (long)_portal.Query("SELECT max(sequence) FROM audit_logs")[0][0]!;
        var act = await KillAct.OfAsync(scene, number, before, Api, _site);
        Last = $"{before}, {act?.Action}";
        var sent = act?.Send();
        await MomentAsync(scene, sent);
        var answer = sent is { IsCompletedSuccessfully: true } ? await sent : null;
        await _portal.KillAsync();
        _slots.Died();
        if (sent is not null)
            await Task.WhenAny(sent).WaitAsync(Patience);
        var remains = KillRemains.Read(_portal);
        await _portal.StartAsync();
        _slots.Started();
        Last = $"{Last}, answered {answer?.Status}, {answer?.Text}";
        (await Api.GetAsync("/health/ready")).Expect(200);
        Assert.True((await Api.GetAsync("/audit/verify")).Expect(200).GetProperty("intact").GetBoolean(), "The audit chain is broken");
        await UntilStopsAreOnRecordAsync();

        var changed = KillAssertions.AssertWhollyOrNotAtAll(_portal, act, before, answer, head);
        KillAssertions.AssertJobs(_portal, remains);
        Assert.True((long)_portal.Query("SELECT count(*) FROM items")[0][0]! >= remains.Items, "Items are gone");
        return act is null ? $"{remains.Running.Count} running"
            : answer is not null ? "answered"
            : changed ? "stored, not answered"
            : "not stored";
    }

    /// <summary>
    /// In the end, when nobody kills any more: every source is there, each item once, each slot once, and nothing was lost.
    /// </summary>
    public async Task AssertWholeAsync()
    {
        if (State().Stopped)
        {
            await UntilIdleAsync();
            var reset = await KillAct.OfAsync(KillScene.Reset, 0, State(), Api, _site);
            (await reset!.Send()).Expect(200);
        }

        for (var source = 1; source <= Sources; source++)
            await RunAsync($"s{source}");
        await UntilIdleAsync();
        for (var source = 1; source <= Sources; source++)
        {
            Assert.Equal(
                Enumerable.Range(0, Pages * ListingSite.TitlesOnAPage).Select(item => $"s{source}-{item}").Order(StringComparer.Ordinal),
                _portal
                    .Query($"SELECT external_id FROM items WHERE source_id = 's{source}' AND gone_at IS NULL")
                    .Select(row => (string)row[0]!)
                    .Order(StringComparer.Ordinal)
            );
        }

        // The site never changed: what would be told as changed was read wrongly once.
        Assert.Empty(_portal.Query("SELECT * FROM item_revisions"));
        Assert.Empty(_portal.Query("SELECT * FROM failed_attempts"));
        Assert.Empty(_portal.Query("SELECT id, error_message FROM parser_jobs WHERE status = 'failed'"));
        Assert.Empty(
            _portal.Query("SELECT id FROM parser_jobs WHERE status = 'lost' AND reason NOT LIKE 'Node % stopped while the job ran'")
        );
        _slots.AssertEachOnce();
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _site.DisposeAsync();
    }

    /// <summary>A run by hand; it may be over before the scene begins.</summary>
    private async Task CrawlAsync()
    {
        var seen = _site.Arrivals.Count;
        await RunAsync($"s{_random.Next(1, Sources + 1)}");
        for (var watch = Stopwatch.StartNew(); _site.Arrivals.Count == seen && watch.Elapsed < TimeSpan.FromSeconds(3); )
            await Task.Delay(2);
    }

    /// <summary>Another number of pages makes it another job than one that waits.</summary>
    private async Task RunAsync(string source) =>
        (
            await Api.PostAsync(
                "/tasks",
                new
                {
                    task = "catalog-sync",
                    sourceId = source,
                    parameters = new { maxPages = 1_000 + ++_runs },
                }
            )
        ).Expect(202);

    /// <summary>Between the first and the last moment of what the scene does, and sometimes after it.</summary>
    private async Task MomentAsync(KillScene scene, Task? sent)
    {
        switch (scene)
        {
            case KillScene.Start:
                await _portal.KillAsync();
                _slots.Died();
                await Task.WhenAny(_portal.Spawn(), Task.Delay(_random.Next(0, 3_000)));
                break;
            case KillScene.Crawl:
                // At one of its pages, wherever the machine is in a hurry or not.
                var page = _site.Arrivals.Count + _random.Next(0, Pages);
                for (var watch = Stopwatch.StartNew(); _site.Arrivals.Count < page && watch.Elapsed < TimeSpan.FromSeconds(3); )
                    await Task.Delay(1);
                await Task.Delay(_random.Next(0, 30));
                break;
            default:
                // As quick as it is on an idle machine, as slow as on a busy one, or a moment after the answer.
                var how = _random.Next(3);
                if (how == 2)
                    await Task.WhenAny(sent!, Task.Delay(2_000));
                await Task.Delay(_random.Next(0, how == 1 ? 400 : 60));
                break;
        }
    }

    private Task UntilIdleAsync() =>
        _portal.UntilAsync(
            "SELECT id, status, source_id, reason FROM parser_jobs WHERE status IN ('pending', 'running')",
            rows => rows.Count == 0,
            Patience
        );

    private Task UntilStopsAreOnRecordAsync() =>
        _portal.UntilAsync(
            "SELECT (SELECT count(*) FROM emergency_stops), (SELECT count(*) FROM audit_logs WHERE action = 'emergency-stop')",
            rows => Equals(rows[0][0], rows[0][1]) && Directory.GetFiles(_portal.DataDirectory, "*.stop.json", InSubfolders).Length == 0,
            TimeSpan.FromSeconds(15)
        );
}
