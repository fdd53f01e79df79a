using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// The database is away, read-only or damaged under the real program: whoever might stop may still stop, everything else says what is
/// wrong, and health tells within seconds.
/// </summary>
[Collection(LongRuns.Clusters)]
public sealed class AwayDatabaseTests : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [PostgresFact]
    public async Task PostgresGone_AKeyStillStops_AndEverythingElseSaysWhatIsWrong()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var cluster = await Cluster.StartAsync(postgres.ConnectionString, "all");
        var (portal, api) = (cluster.Nodes[0], cluster.Api);
        await cluster.CrawlAsync();

        await postgres.StopAsync();

        (await api.GetAsync("/health/live")).Expect(200);
        await HealthWait.UnreadyAsync(api, "does not answer");
        AssertAway(await api.GetAsync("/sources"));
        AssertAway(await api.PostAsync("/admin/parser/mode", Mode("auto", 1)));
        Assert.Equal(401, (await new ApiClient(_http, portal.Address, null).GetAsync("/sources")).Status);
        AssertAway(await new ApiClient(_http, portal.Address, "pa_unknown").GetAsync("/sources"));
        await AssertPageAsync(portal, "/account/sign-in");

        var stop = await UnstoredStop.SendAsync(api, "the database is away");
        await stop.AssertHoldsAsync(api, cluster.Site);

        // A key that nobody knew stops nothing.
        var unknown = await new ApiClient(_http, portal.Address, "pa_unknown").PostAsync("/admin/parser/emergency-stop", new { });
        AssertAway(unknown);

        await postgres.StartAsync();
        await stop.AssertStoredAsync(cluster.CountAsync);
        await portal.KillAsync();
        await portal.StartAsync();
        await stop.AssertStoppedAsync(api);
        await stop.AssertHoldsAsync(api, cluster.Site);
        await stop.AssertStoredAsync(cluster.CountAsync);
    }

    [PostgresFact]
    public async Task PostgresGone_TheProgramEndsWhenAsked()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var portal = new PortalProcess(settings: OnPostgres(postgres));
        await portal.StartAsync();

        await postgres.StopAsync();
        await HealthWait.UnreadyAsync(new ApiClient(_http, portal.Address, PortalProcess.ApiKey), "does not answer");
        await portal.SignalAsync("TERM");
        var (_, took) = await portal.EndAsync(TimeSpan.FromSeconds(60));

        Assert.True(took < TimeSpan.FromSeconds(45), $"It took {took}.\n{portal.Output}");
        await postgres.StartAsync();
    }

    [PostgresFact]
    public async Task PostgresReadOnly_DuringACrawlInAuto_HealthTellsWithinSecondsAndReadingWorks()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var cluster = await Cluster.StartAsync(postgres.ConnectionString, "all");
        var api = cluster.Api;
        (await api.GetAsync("/health/ready")).Expect(200);
        var version = (await api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
        (await api.PostAsync("/admin/parser/mode", Mode("auto", version))).Expect(200);
        await cluster.CrawlAsync();
        Assert.Equal(1, await cluster.CountAsync("SELECT count(*) FROM parser_jobs WHERE source_id = 's1' AND status = 'running'"));

        await postgres.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on");
        await postgres.ExecuteAsync("SELECT pg_reload_conf()");

        await HealthWait.UnreadyAsync(api, "is read-only");
        (await api.GetAsync("/health/live")).Expect(200);
        var details = (await api.GetAsync("/health/details")).Expect(200);
        Assert.Equal("read-only", details.GetProperty("database").GetProperty("status").GetString());
        for (var call = 0; call < 3; call++)
            (await api.GetAsync("/sources")).Expect(200);
        var refused = await api.PostAsync("/admin/parser/mode", Mode("manual", version + 1));
        Assert.Equal(503, refused.Status);
        Assert.Contains("read-only", refused.Text, StringComparison.Ordinal);

        // What it fetched it could not keep, so it does not go on.
        await cluster.Site.QuietAsync();
    }

    [Fact]
    public async Task SqliteDamaged_AKeyStillStops_AndTheStopIsStoredInTheBackupThatIsPutBack()
    {
        await using var crawling = await CrawlingPortal.StartAsync();
        var (api, database) = (crawling.Api, crawling.Database);
        crawling.Portal.Execute($"VACUUM INTO '{database}.backup'");
        foreach (var file in new[] { database, database + "-wal" })
            await DamageAsync(file);

        (await api.GetAsync("/health/live")).Expect(200);
        await HealthWait.UnreadyAsync(api, "parseradmin.db is damaged");
        var stop = await UnstoredStop.SendAsync(api, "the disk is dying");
        Assert.True(stop.Answer.Json.GetProperty("kept").GetBoolean());
        await stop.AssertHoldsAsync(api, crawling.Site);
        var read = await api.GetAsync("/sources");
        Assert.True(read.Status is 200 or 503, read.Text);
        Assert.NotEmpty(read.Text);
        Assert.True(crawling.Portal.IsRunning, crawling.Portal.Output);

        File.Delete(database + "-wal");
        File.Delete(database + "-shm");
        File.Move(database + ".backup", database, overwrite: true);
        await stop.AssertStoredAsync(crawling.CountAsync);
        await HealthWait.ReadyAsync(api);
        await stop.AssertStoppedAsync(api);
        await crawling.Portal.KillAsync();
        await crawling.Portal.StartAsync();
        await stop.AssertStoppedAsync(api);
        await stop.AssertHoldsAsync(api, crawling.Site);
        await stop.AssertStoredAsync(crawling.CountAsync);
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> OnPostgres(StoppablePostgres postgres) =>
        new()
        {
            ["ParserAdmin:Database:Provider"] = "postgres",
            ["ParserAdmin:Database:ConnectionString"] = postgres.ConnectionString,
            ["ParserAdmin:Demo"] = "false",
        };

    private static object Mode(string mode, long version) =>
        new
        {
            mode,
            reason = "x",
            version,
        };

    private static void AssertAway(ApiAnswer answer)
    {
        Assert.True(answer.Status == 503, $"{answer.Status} {answer.Text}");
        Assert.Equal("The database is away", answer.Json.GetProperty("title").GetString());
        Assert.Contains("Look whether the server runs", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task AssertPageAsync(PortalProcess portal, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, path));
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await _http.SendAsync(request, CancellationToken.None);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == 503, $"{answer.StatusCode} {page}");
        Assert.Contains("The database is away", page, StringComparison.Ordinal);
        Assert.Contains("href=\"portal/stop\"", page, StringComparison.Ordinal);
    }

    /// <summary>In place: whoever has it open goes on reading and writing it.</summary>
    private static async Task DamageAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(Enumerable.Repeat((byte)0x5A, (int)file.Length).ToArray());
    }
}
