using System.Diagnostics;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>
/// A stop by the first start's API key while no database takes it: what its caller is told, what holds meanwhile, and what is stored of it
/// once that can be.
/// </summary>
internal sealed record UnstoredStop(string Reason, DateTime Clicked, DateTime Answered, ApiAnswer Answer)
{
    private const string By = "bootstrap";
    private const string Entries = "SELECT count(*) FROM audit_logs WHERE action = 'emergency-stop'";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    public static async Task<UnstoredStop> SendAsync(ApiClient api, string reason)
    {
        var clicked = Now;
        var answer = await api.PostAsync("/admin/parser/emergency-stop", new { reason });
        var answered = Now;

        var said = answer.ExpectProblem(503);
        Assert.StartsWith("This node is stopped", said.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("could not be stored yet", said.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False(said.GetProperty("stored").GetBoolean());
        return new UnstoredStop(reason, clicked, answered, answer);
    }

    /// <summary>Nothing is fetched, and nobody gets a run by hand.</summary>
    public async Task AssertHoldsAsync(ApiClient api, ListingSite site)
    {
        await site.QuietAsync();
        site.AssertNothingCameLaterThanASecondAfter(Clicked);
        var calls = site.Arrivals.Count;
        var byHand = await api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "s1" });
        Assert.True(byHand.Status is 423 or 503, $"{byHand.Status} {byHand.Text}");
        await site.QuietAsync();
        Assert.Equal(calls, site.Arrivals.Count);
    }

    /// <summary>Waits until the database itself has it: once, with who, when and why, and the same in the audit trail.</summary>
    /// <param name="count">Asks the database, past the program.</param>
    public async Task AssertStoredAsync(Func<string, Task<long>> count)
    {
        for (var watch = Stopwatch.StartNew(); await count(Entries) == 0; await Task.Delay(100))
            Assert.True(watch.Elapsed < Patience, $"The stop is not on record after {Patience}");
        Assert.Equal(1, await count(Entries));
        Assert.Equal(
            1,
            await count(
                $"{Entries} AND outcome = 'succeeded' AND actor_type = 'api' AND actor_name = '{By}' AND reason = '{Reason}' AND ({Told})"
            )
        );
        Assert.Equal(1, await count("SELECT count(*) FROM emergency_stops"));
        Assert.Equal(1, await count($"SELECT count(*) FROM emergency_stops WHERE {WhoWhenAnd("reason")}"));
        Assert.Equal(1, await count($"SELECT count(*) FROM parser_settings WHERE stopped AND {WhoWhenAnd("stop_reason")}"));
    }

    /// <summary>As the program itself says it, after another start for example.</summary>
    public async Task AssertStoppedAsync(ApiClient api)
    {
        var settings = (await api.GetAsync("/admin/parser/settings")).Expect(200);
        Assert.True(settings.GetProperty("stopped").GetBoolean());
        Assert.Equal((By, Reason), (settings.GetProperty("stoppedBy").GetString(), settings.GetProperty("stopReason").GetString()));
        (await api.PostAsync("/tasks", new { task = "catalog-sync", sourceId = "s1" })).ExpectProblem(423);
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>The entry tells the moment of the stop, not the one at which it was stored.</summary>
    private string Told =>
        string.Join(
            " OR ",
            Enumerable
                .Range(0, (int)(Answered - Clicked).TotalSeconds + 2)
                .Select(second => $"after LIKE '%\"stoppedAt\":\"{Clicked.AddSeconds(second):yyyy-MM-ddTHH:mm:ss}%'")
        );

    private string WhoWhenAnd(string reason) =>
        $"stopped_by = '{By}' AND {reason} = '{Reason}' AND stopped_at BETWEEN '{Text(Clicked, -1)}' AND '{Text(Answered, 1)}'";

    /// <summary>So that it can be compared with a time in PostgreSQL as well as with SQLite's text.</summary>
    private static string Text(DateTime at, int milliseconds) => $"{at.AddMilliseconds(milliseconds):yyyy-MM-dd HH:mm:ss.fff}+00";
}
