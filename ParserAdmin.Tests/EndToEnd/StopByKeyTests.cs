using System.Diagnostics;
using System.Globalization;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>The stop by an API key in the middle of a crawl: on a disk that takes nothing, and with a reason that comes later.</summary>
[Collection(LongRuns.Starts)]
public sealed class StopByKeyTests
{
    [Fact]
    public async Task Stop_DiskIsFull_HoldsAndIsStoredWithWhoAndWhyOnceThereIsRoom()
    {
        await using var crawling = await CrawlingPortal.StartAsync();
        var (api, portal) = (crawling.Api, crawling.Portal);
        await LimitFilesAsync(portal, "0");

        var stop = await UnstoredStop.SendAsync(api, "the disk is full");

        Assert.Equal(1, stop.Answer.Json.GetProperty("jobsCancelled").GetInt32());
        Assert.False(stop.Answer.Json.GetProperty("kept").GetBoolean());
        Assert.Contains("do not end it", stop.Answer.Text, StringComparison.Ordinal);
        await HealthWait.UnreadyAsync(api, "cannot be read or written");
        await stop.AssertHoldsAsync(api, crawling.Site);
        (await api.GetAsync("/health/live")).Expect(200);
        Assert.Equal(0, await crawling.CountAsync("SELECT count(*) FROM emergency_stops"));

        await LimitFilesAsync(portal, "unlimited");
        await stop.AssertStoredAsync(crawling.CountAsync);
        await HealthWait.ReadyAsync(api);
        await AssertStillStoppedAsync(crawling, stop);
    }

    [Fact]
    public async Task Stop_DatabaseFileIsReadOnly_HoldsAndIsStoredWithWhoAndWhyOnceItCanBeWritten()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var crawling = await CrawlingPortal.StartAsync(ProgramRun.WithoutRootsPower);
        const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        var modes = Directory.GetFiles(crawling.Portal.DataDirectory, "parseradmin.db*").ToDictionary(file => file, File.GetUnixFileMode);
        foreach (var file in modes.Keys)
            File.SetUnixFileMode(file, Read);

        var stop = await UnstoredStop.SendAsync(crawling.Api, "the file is read-only");

        Assert.Equal(1, stop.Answer.Json.GetProperty("jobsCancelled").GetInt32());
        Assert.True(stop.Answer.Json.GetProperty("kept").GetBoolean());
        await HealthWait.UnreadyAsync(crawling.Api, "is read-only");
        await stop.AssertHoldsAsync(crawling.Api, crawling.Site);
        Assert.Equal(0, await crawling.CountAsync("SELECT count(*) FROM emergency_stops"));

        foreach (var (file, mode) in modes)
            File.SetUnixFileMode(file, mode);
        await stop.AssertStoredAsync(crawling.CountAsync);
        await HealthWait.ReadyAsync(crawling.Api);
        await AssertStillStoppedAsync(crawling, stop);
    }

    [Fact]
    public async Task Reason_GivenAfterTheStop_IsAnEntryOfItsOwnAndTheFiguresStay()
    {
        const string Figures = "SELECT acknowledged_epoch, acknowledged_ms, stopped_jobs FROM nodes";
        const string Entry = "SELECT actor_name, reason, outcome FROM audit_logs WHERE action = 'emergency-stop";
        await using var crawling = await CrawlingPortal.StartAsync();
        var (api, portal) = (crawling.Api, crawling.Portal);
        (await api.PostAsync("/admin/parser/emergency-stop")).Expect(200);
        var figures = await portal.UntilAsync(Figures, rows => (long)rows[0][0]! == 1, TimeSpan.FromSeconds(10));
        Assert.Equal(1L, figures[0][2]);
        var stopped = (await api.GetAsync("/admin/parser/settings")).Expect(200);

        (await api.PostAsync("/admin/parser/emergency-stop/reason", new { reason = "water" })).Expect(200);

        // The row is written with each heartbeat; two of them have come when its time has changed twice.
        for (var beat = 0; beat < 2; beat++)
        {
            var last = portal.Query("SELECT heartbeat_at FROM nodes")[0][0];
            await portal.UntilAsync("SELECT heartbeat_at FROM nodes", rows => !Equals(rows[0][0], last), TimeSpan.FromSeconds(30));
        }

        Assert.Equal(figures, portal.Query(Figures));
        Assert.Equal(
            [
                ["bootstrap", null, "succeeded"],
            ],
            portal.Query($"{Entry}'")
        );
        Assert.Equal(
            [
                ["bootstrap", "water", "succeeded"],
            ],
            portal.Query($"{Entry}.reason'")
        );
        Assert.Equal(1, await crawling.CountAsync("SELECT count(*) FROM emergency_stops"));
        var explained = (await api.GetAsync("/admin/parser/settings")).Expect(200);
        Assert.Equal("water", explained.GetProperty("stopReason").GetString());
        foreach (var same in new[] { "epoch", "stoppedAt", "stoppedBy" })
            Assert.Equal(stopped.GetProperty(same).ToString(), explained.GetProperty(same).ToString());
    }

    /// <summary>It has not crashed meanwhile, and another start changes nothing.</summary>
    private static async Task AssertStillStoppedAsync(CrawlingPortal crawling, UnstoredStop stop)
    {
        Assert.True(crawling.Portal.IsRunning, crawling.Portal.Output);
        await stop.AssertStoppedAsync(crawling.Api);
        await crawling.Portal.KillAsync();
        await crawling.Portal.StartAsync();
        await stop.AssertStoppedAsync(crawling.Api);
        await stop.AssertHoldsAsync(crawling.Api, crawling.Site);
        await stop.AssertStoredAsync(crawling.CountAsync);
    }

    /// <summary>
    /// No file may be written beyond so many bytes: with 0 every write of the program fails, as on a full disk, and others can still write.
    /// </summary>
    private static async Task LimitFilesAsync(PortalProcess portal, string bytes)
    {
        var id = portal.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var limit = Process.Start("prlimit", ["--pid", id, $"--fsize={bytes}:unlimited"]);
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }
}
