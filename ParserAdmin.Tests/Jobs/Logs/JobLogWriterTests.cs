using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Jobs.Logs;

public sealed class JobLogWriterTests
{
    private static readonly JobLogFilter Everything = new();

    private readonly SaveFaults _saves = new();

    [Theory, EachDatabase]
    public async Task Flush_ManyLinesOfManyJobs_AreStoredInOrder(TestDatabase database)
    {
        await using var host = await StartedAsync(database);
        var jobs = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToList();
        for (var i = 0; i < 1_200; i++)
            await host.Get<JobLogWriter>().WriteAsync(jobs[i % 3], "shop", JobLogLevel.Info, $"line {i}", null);

        await FlushAsync(host);

        var lines = await host.Get<JobQueries>().LogAsync(Everything, 0, 2_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 1_200).Select(i => $"line {i}"), lines.Select(line => line.Message));
        Assert.Equal(lines.Select(line => line.Sequence).Distinct().Order(), lines.Select(line => line.Sequence));
        Assert.Equal(
            400,
            (await host.Get<JobQueries>().LogAsync(new JobLogFilter(JobId: jobs[1]), 0, 2_000, CancellationToken.None)).Count
        );
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Write_Batches_AreTransactionsOfAtMostFiveHundred()
    {
        await using var host = await CoreHost.CreateAsync(configure: services => services.AddSingleton<ISaveChangesInterceptor>(_saves));
        var batches = new List<int>();
        _saves.BeforeSave = context =>
        {
            batches.Add(context.ChangeTracker.Entries<JobLogLine>().Count());
            return Task.CompletedTask;
        };
        for (var i = 0; i < 1_100; i++)
            await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, $"line {i}", null);

        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        await FlushAsync(host);

        Assert.Equal([500, 500, 100], batches);
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Write_DatabaseAwayForAWhile_KeepsTheLines()
    {
        await using var host = await StartedAsync();
        var tries = 0;
        _saves.BeforeSave = context =>
        {
            tries++;
            return SaveFaults.Refuse(context);
        };
        await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, "kept", null);
        await host.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.Clock.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, tries);

        _saves.BeforeSave = null;
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await FlushAsync(host);

        Assert.Equal("kept", Assert.Single(await host.Get<JobQueries>().LogAsync(Everything, 0, 10, CancellationToken.None)).Message);
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Write_Stored_ThenTold()
    {
        await using var host = await StartedAsync();
        await using var news = host.Get<EventBus>().Subscribe(happened => happened is JobLogged);

        await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Warning, "hello", "https://example.org/1");
        await FlushAsync(host);

        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        var line = Assert.Single(Assert.IsType<JobLogged>(batches.Current[0]).Lines);
        Assert.Equal(("hello", JobLogLevel.Warning, "https://example.org/1"), (line.Message, line.Level, line.Url));
        Assert.True(line.Sequence > 0);
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Write_MessageWithoutEnd_IsCutAndSaysSo()
    {
        await using var host = await StartedAsync();

        await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, new string('x', 100_000), null);
        await FlushAsync(host);

        var line = Assert.Single(await host.Get<JobQueries>().LogAsync(Everything, 0, 10, CancellationToken.None));
        Assert.EndsWith("(100000 characters)", line.Message, StringComparison.Ordinal);
        Assert.True(line.Message.Length < 4_100);
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    [Theory, EachDatabase]
    public async Task Write_TextNoDatabaseCanHold_DoesNotHoldUpTheOthers(TestDatabase database)
    {
        await using var host = await StartedAsync(database);

        await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, "a\0b\uD800", "https://example.org/\0");
        await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, "after", null);
        await FlushAsync(host);

        Assert.Equal(
            ["ab\uFFFD", "after"],
            (await host.Get<JobQueries>().LogAsync(Everything, 0, 10, CancellationToken.None)).Select(line => line.Message)
        );
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Stop_LinesStillWait_StoresThemFirst()
    {
        await using var host = await StartedAsync();
        for (var i = 0; i < 50; i++)
            await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, $"line {i}", null);

        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));

        await using var context = await host.OpenAsync();
        Assert.Equal(50, await context.Set<JobLogLine>().CountAsync());
    }

    [Theory, EachDatabase]
    public async Task Log_PagedBySequence_IsWholeWithoutDoubles(TestDatabase database)
    {
        await using var host = await StartedAsync(database);
        for (var i = 0; i < 25; i++)
            await host.Get<JobLogWriter>().WriteAsync(Guid.Empty, "shop", JobLogLevel.Info, $"line {i}", null);
        await FlushAsync(host);

        var read = new List<string>();
        long after = 0;
        while (await host.Get<JobQueries>().LogAsync(Everything, after, 7, CancellationToken.None) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(line => line.Message));
            after = page[^1].Sequence;
        }

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"line {i}"), read);
        Assert.Equal(
            ["line 23", "line 24"],
            (await host.Get<JobQueries>().LogTailAsync(Everything, 2, CancellationToken.None)).Select(line => line.Message)
        );
        await host.PumpAsync(host.Get<JobLogWriter>().StopAsync(CancellationToken.None));
    }

    /// <summary>The writer may be gathering; the clock is moved until it has stored.</summary>
    private static Task FlushAsync(CoreHost host) => host.PumpAsync(host.Get<JobLogWriter>().FlushAsync(CancellationToken.None));

    private async Task<CoreHost> StartedAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(_saves));
        await host.Get<JobLogWriter>().StartAsync(CancellationToken.None);
        return host;
    }
}
