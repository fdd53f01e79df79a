using System.Diagnostics;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// The database is away, read-only or damaged under the real program: whoever might stop may still stop, everything else says what is
/// wrong, and health tells within seconds.
/// </summary>
[Collection(LongRuns.Starts)]
public sealed class AwayDatabaseTests : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    [PostgresFact]
    public async Task PostgresGone_AKeyStillStops_AndEverythingElseSaysWhatIsWrong()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var portal = new PortalProcess(settings: OnPostgres(postgres));
        await portal.StartAsync();
        var api = new ApiClient(_http, portal.Address, PortalProcess.ApiKey);
        (await api.GetAsync("/sources")).Expect(200);

        await postgres.StopAsync();

        (await api.GetAsync("/health/live")).Expect(200);
        await UnreadyAsync(api, "does not answer");
        AssertAway(await api.GetAsync("/sources"));
        AssertAway(
            await api.PostAsync(
                "/admin/parser/mode",
                new
                {
                    mode = "auto",
                    reason = "x",
                    version = 1,
                }
            )
        );
        Assert.Equal(401, (await new ApiClient(_http, portal.Address, null).GetAsync("/sources")).Status);
        AssertAway(await new ApiClient(_http, portal.Address, "pa_unknown").GetAsync("/sources"));
        await AssertPageAsync(portal, "/account/sign-in");

        var stop = await api.PostAsync("/admin/parser/emergency-stop", new { reason = "the database is away" });
        Assert.True(stop.Status is 200 or 503, stop.Text);
        Assert.Contains("stopped", stop.Text, StringComparison.OrdinalIgnoreCase);

        // A key that nobody knew stops nothing.
        var unknown = await new ApiClient(_http, portal.Address, "pa_unknown").PostAsync("/admin/parser/emergency-stop", new { });
        AssertAway(unknown);

        await postgres.StartAsync();
        await UntilAsync(
            async () =>
                (await api.GetAsync("/admin/parser/dashboard")) is { Status: 200 } now && now.Json.GetProperty("stopped").GetBoolean(),
            "the stop is stored"
        );
    }

    [PostgresFact]
    public async Task PostgresGone_TheProgramEndsWhenAsked()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var portal = new PortalProcess(settings: OnPostgres(postgres));
        await portal.StartAsync();

        await postgres.StopAsync();
        await UnreadyAsync(new ApiClient(_http, portal.Address, PortalProcess.ApiKey), "does not answer");
        await portal.SignalAsync("TERM");
        var (_, took) = await portal.EndAsync(TimeSpan.FromSeconds(60));

        Assert.True(took < TimeSpan.FromSeconds(45), $"It took {took}.\n{portal.Output}");
        await postgres.StartAsync();
    }

    [PostgresFact]
    public async Task PostgresReadOnly_HealthTells_AndReadingWorks()
    {
        await using var postgres = await StoppablePostgres.CreateAsync();
        await using var portal = new PortalProcess(settings: OnPostgres(postgres));
        await portal.StartAsync();
        var api = new ApiClient(_http, portal.Address, PortalProcess.ApiKey);
        (await api.GetAsync("/health/ready")).Expect(200);

        await postgres.ExecuteAsync("ALTER SYSTEM SET default_transaction_read_only = on");
        await postgres.ExecuteAsync("SELECT pg_reload_conf()");

        await UnreadyAsync(api, "is read-only");
        (await api.GetAsync("/health/live")).Expect(200);
        var details = (await api.GetAsync("/health/details")).Expect(200);
        Assert.Equal("read-only", details.GetProperty("database").GetProperty("status").GetString());
        for (var call = 0; call < 3; call++)
            (await api.GetAsync("/sources")).Expect(200);
        var refused = await api.PostAsync(
            "/admin/parser/mode",
            new
            {
                mode = "auto",
                reason = "x",
                version = 1,
            }
        );
        Assert.Equal(503, refused.Status);
        Assert.Contains("read-only", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SqliteDamaged_AKeyStillStops_AndHealthTells()
    {
        await using var portal = new PortalProcess(settings: new Dictionary<string, string> { ["ParserAdmin:Demo"] = "false" });
        await portal.StartAsync();
        var api = new ApiClient(_http, portal.Address, PortalProcess.ApiKey);
        (await api.GetAsync("/sources")).Expect(200);
        foreach (var name in (string[])["parseradmin.db", "parseradmin.db-wal"])
            await DamageAsync(Path.Combine(portal.DataDirectory, name));

        (await api.GetAsync("/health/live")).Expect(200);
        await UnreadyAsync(api, "parseradmin.db is damaged");
        var stop = await api.PostAsync("/admin/parser/emergency-stop", new { reason = "the disk is dying" });
        Assert.True(stop.Status is 200 or 503, stop.Text);
        Assert.Contains("stopped", stop.Text, StringComparison.OrdinalIgnoreCase);
        var read = await api.GetAsync("/sources");
        Assert.True(read.Status is 200 or 503, read.Text);
        Assert.NotEmpty(read.Text);
    }

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> OnPostgres(StoppablePostgres postgres) =>
        new()
        {
            ["ParserAdmin:Database:Provider"] = "postgres",
            ["ParserAdmin:Database:ConnectionString"] = postgres.ConnectionString,
            ["ParserAdmin:Demo"] = "false",
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
        Assert.Contains("href=\"/portal/stop\"", page, StringComparison.Ordinal);
    }

    private static async Task UnreadyAsync(ApiClient api, string why)
    {
        var last = "";
        await UntilAsync(
            async () =>
            {
                var ready = await api.GetAsync("/health/ready");
                last = ready.Text;
                return ready.Status == 503 && last.Contains(why, StringComparison.Ordinal);
            },
            $"/health/ready says: {why}",
            () => last
        );
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string what, Func<string>? last = null)
    {
        for (var watch = Stopwatch.StartNew(); !await holds(); await Task.Delay(100))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"Not within 30 s: {what}. {last?.Invoke()}");
    }

    /// <summary>In place: whoever has it open goes on reading and writing it.</summary>
    private static async Task DamageAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(Enumerable.Repeat((byte)0x5A, (int)file.Length).ToArray());
    }
}
