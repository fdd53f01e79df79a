using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Telemetry;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Telemetry;

public sealed partial class MetricsTests
{
    /// <summary>The names that dashboards and alerts may rely on.</summary>
    private static readonly string[] Contract =
    [
        "posts_parsed_total",
        "parser_parse_duration_seconds",
        "parser_retries_total",
        "parser_floodwait_seconds_total",
        "parser_mode_forced_total",
        "parser_hwm_age_seconds",
        "parser_empty_ticks_total",
        "scheduler_last_tick_ts_seconds",
        "scheduler_lock_acquired_total",
        "parser_jobs_total",
        "parser_jobs_running",
        "parser_jobs_pending",
        "parser_http_requests_total",
        "parser_items_total",
        "parser_mode",
        "parser_emergency_stop",
        "parser_stop_acknowledged_seconds",
        "parser_slot_lag_seconds",
        "parser_notifications_total",
    ];

    [Fact]
    public async Task Read_AfterWork_TellsEveryNameWithItsLabels()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddTelemetry());
        var recorder = host.Get<MetricsRecorder>();
        await recorder.StartAsync(CancellationToken.None);
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Pending);
        var bus = host.Get<EventBus>();
        var whole = await host.AddJobAsync(JobStatus.Succeeded, "books", counts: new JobCounts { ItemsSucceeded = 7, ItemsGone = 2 });
        bus.Publish(new RunPlanned(whole.Id, Incremental: false));
        bus.Publish(new SlotTaken(TimeSpan.FromMilliseconds(40)));
        bus.Publish(new JobChanged(whole));
        bus.PublishFromElsewhere(new JobChanged(await host.AddJobAsync(JobStatus.Failed, "films")));
        bus.Publish(new ItemsSaved("books", Guid.CreateVersion7(), new SavedBatch(3, 1, 9)));
        var run = await host.BeginRunAsync();
        recorder.Observe(run, new FetchEvent(FetchEventKind.Answered, new Uri("http://example.org/"), "example.org", "200", Status: 200));
        recorder.Observe(run, new FetchEvent(FetchEventKind.Retrying, new Uri("http://example.org/"), "example.org", "503", Status: 503));
        recorder.Observe(
            run,
            new FetchEvent(
                FetchEventKind.Cooling,
                new Uri("http://example.org/"),
                "example.org",
                "429",
                host.Clock.GetUtcNow().AddSeconds(30)
            )
        );
        host.Get<SchedulerHeartbeat>().Beat();

        var text = await host.Get<MetricsReader>().ReadAsync(CancellationToken.None);

        foreach (
            var line in new[]
            {
                "parser_jobs_total{task=\"catalog-sync\",status=\"succeeded\"} 1",
                "posts_parsed_total{mode=\"historical\",source=\"books\"} 7",
                "parser_empty_ticks_total 1",
                "parser_slot_lag_seconds_bucket{le=\"0.025\"} 0",
                "parser_slot_lag_seconds_bucket{le=\"0.05\"} 1",
                "parser_items_total{change=\"new\"} 3",
                "parser_items_total{change=\"gone\"} 2",
                "parser_http_requests_total{host=\"example.org\",status=\"200\"} 1",
                "parser_retries_total{reason=\"503\"} 1",
                "parser_floodwait_seconds_total 30",
                "parser_jobs_running 1",
                "parser_jobs_pending 1",
                "parser_mode 0",
                "parser_emergency_stop 0",
                "scheduler_last_tick_ts_seconds 1772366400",
                "scheduler_lock_acquired_total{status=\"acquired\"} 0",
                "parser_parse_duration_seconds_bucket{task=\"catalog-sync\",le=\"0.1\"} 1",
                "parser_parse_duration_seconds_count{task=\"catalog-sync\"} 1",
            }
        )
        {
            Assert.Contains($"\n{line}\n", text, StringComparison.Ordinal);
        }

        // What another node ended, it counts itself.
        Assert.DoesNotContain("status=\"failed\"} 1", text, StringComparison.Ordinal);
        await AssertValidAsync(text);
    }

    [Fact]
    public async Task Read_FromTheStart_TellsEveryNameOfTheContract()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddTelemetry());
        await host.Get<MetricsRecorder>().StartAsync(CancellationToken.None);

        var text = await host.Get<MetricsReader>().ReadAsync(CancellationToken.None);

        Assert.All(Contract, name => Assert.Contains($"\n# TYPE {name} ", $"\n{text}", StringComparison.Ordinal));
        foreach (
            var line in new[]
            {
                "parser_mode_forced_total{reason=\"stale_lpa\"} 0",
                "parser_mode_forced_total{reason=\"fail_safe\"} 0",
                "parser_empty_ticks_total 0",
                "parser_floodwait_seconds_total 0",
                "parser_items_total{change=\"new\"} 0",
            }
        )
        {
            Assert.Contains($"\n{line}\n", text, StringComparison.Ordinal);
        }

        await AssertValidAsync(text);
    }

    [Fact]
    public async Task Read_FailSafeAndRetries_AreCountedWhereTheyHappen()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddTelemetry());
        await host.Get<MetricsRecorder>().StartAsync(CancellationToken.None);
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        var failed = await host.AddJobAsync(JobStatus.Running);
        await host.Get<JobEnder>()
            .EndAsync(failed.Id, (job, now) => job.Fail(ErrorClass.Network, "reset", new JobCounts(), now), CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(failed.Id, (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!.Job.RetryOf);
        await host.Get<FailSafe>().CheckAsync("The storage refuses writes: disk full", CancellationToken.None);

        var text = await host.Get<MetricsReader>().ReadAsync(CancellationToken.None);

        Assert.Contains("\nparser_retries_total{reason=\"job\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nparser_mode_forced_total{reason=\"fail_safe\"} 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_ATaskOfTheWholeProgram_IsNoParsing()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddTelemetry());
        await host.Get<MetricsRecorder>().StartAsync(CancellationToken.None);
        host.Get<EventBus>()
            .Publish(
                new JobChanged(
                    await host.AddJobAsync(JobStatus.Succeeded, "", task: "cleanup", counts: new JobCounts { ItemsSucceeded = 7 })
                )
            );

        var text = await host.Get<MetricsReader>().ReadAsync(CancellationToken.None);

        Assert.Contains("\nparser_jobs_total{task=\"cleanup\",status=\"succeeded\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("\nparser_empty_ticks_total 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("posts_parsed_total{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_DatabaseUnreadable_TellsTheRest()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddTelemetry());
        await host.SqlAsync("ALTER TABLE parser_settings RENAME TO hidden");

        var text = await host.Get<MetricsReader>().ReadAsync(CancellationToken.None);

        Assert.DoesNotContain("\nparser_mode ", text, StringComparison.Ordinal);
        Assert.Contains("\nscheduler_lock_acquired_total", text, StringComparison.Ordinal);
        await AssertValidAsync(text);
    }

    [Fact]
    public void Labels_OfOddText_AreEscaped() =>
        Assert.Equal("a=\"x\\\\y\\\"z\\nw\"", PrometheusText.Labels([KeyValuePair.Create<string, object?>("a", "x\\y\"z\nw")]));

    /// <summary>Every line fits the format; where Debian's promtool is, it has no complaint either.</summary>
    private static async Task AssertValidAsync(string text)
    {
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Line(), line));
        if (!File.Exists("/usr/bin/promtool"))
            return;
        using var promtool = Process.Start(
            new ProcessStartInfo("/usr/bin/promtool", "check metrics")
            {
                RedirectStandardInput = true,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        var complaint = await promtool.StandardError.ReadToEndAsync() + await promtool.StandardOutput.ReadToEndAsync();
        await promtool.WaitForExitAsync();
        Assert.True(promtool.ExitCode is 0 or 3, complaint);
        Assert.DoesNotContain("error while linting", complaint, StringComparison.Ordinal);
    }

    [GeneratedRegex(
        "^(# HELP [a-z_]+ .+|# TYPE [a-z_]+ "
            + "(counter|gauge|histogram)|[a-z_]+(\\{[a-z_]+=\"([^\"\\\\]|\\\\.)*\"(,[a-z_]+=\"([^\"\\\\]|\\\\.)*\")*\\})? -?[0-9.eE+-]+)$"
    )]
    private static partial Regex Line();
}
