using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Fetching.Sessions;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Settings;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Execution;

public sealed class SourceDeletionTests
{
    [EachDatabase]
    [Theory]
    public async Task Delete_ASource_TakesAllThatBelongsToItAndLeavesTheRest(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await host.AddSourceAsync("other");
        await host.SaveItemsAsync(StoredItems.Draft("1", "Solaris"), StoredItems.Draft("2", "Eden"));
        await host.SaveItemsAsync("other", StoredItems.Draft("1", "Fiasco"));
        var ended = await host.AddJobAsync(JobStatus.Succeeded);
        var waiting = await host.AddJobAsync(JobStatus.Pending);
        await using (var context = await host.OpenAsync())
        {
            context.Add(
                new SourceSetting
                {
                    SourceId = "shop",
                    Name = "key",
                    Value = "x",
                    UpdatedBy = "ada",
                }
            );
            context.Add(
                new StoredSession
                {
                    SourceId = "shop",
                    Fingerprint = "f",
                    Cookies = "c",
                }
            );
            await context.SaveChangesAsync();
        }

        var counted = (await Commands(host).CountAsync(Actors.Admin, "shop", CancellationToken.None)).Value!;
        var deleted = await Commands(host).DeleteAsync(Actors.Admin, "shop", counted.Items, "closed", null, CancellationToken.None);

        Assert.True(deleted.Succeeded, deleted.Message);
        Assert.Equal((2, 1, 1, true), (deleted.Value!.Items, deleted.Value.Waiting, deleted.Value.Values, deleted.Value.Deleted));
        await using var after = await host.OpenAsync();
        Assert.Equal("other", (await after.Set<Source>().SingleAsync()).Id);
        Assert.All(
            await after.Set<Schedule>().Where(schedule => schedule.SourceId != null).ToListAsync(),
            schedule => Assert.Equal("other", schedule.SourceId)
        );
        Assert.Equal("Fiasco", (await after.Set<Item>().SingleAsync()).Title);
        Assert.False(await after.Set<SourceSetting>().AnyAsync() || await after.Set<StoredSession>().AnyAsync());
        Assert.Equal(
            (JobStatus.Succeeded, JobStatus.Skipped),
            ((await host.JobAsync(ended.Id)).Status, (await host.JobAsync(waiting.Id)).Status)
        );
        var entry = (await host.AuditAsync()).Last(entry => entry.Action == "source.delete");
        Assert.Equal(("shop", "closed"), (entry.EntityId, entry.Reason));
        Assert.Contains("id: shop", entry.Before, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WhileAJobRuns_IsRefused()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        await host.AddJobAsync(JobStatus.Running);

        var result = await Commands(host).DeleteAsync(Actors.Admin, "shop", null, "closed", null, CancellationToken.None);

        Assert.Equal(CommandStatus.Conflict, result.Status);
        Assert.Contains("A job of this source runs", result.Message, StringComparison.Ordinal);
        Assert.False((await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None))!.Paused);
    }

    [Fact]
    public async Task Delete_WithAnotherCountOfItems_IsRefused()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        await host.SaveItemsAsync(StoredItems.Draft("1", "Solaris"));

        var result = await Commands(host).DeleteAsync(Actors.Admin, "shop", 0, "closed", null, CancellationToken.None);

        Assert.Equal((CommandStatus.Conflict, 1), (result.Status, result.Value!.Items));
        Assert.NotNull(await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None));
    }

    [Fact]
    public async Task Delete_ByAnOperator_IsDenied()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();

        Assert.Equal(
            CommandStatus.Forbidden,
            (await Commands(host).DeleteAsync(Actors.Operator, "shop", null, "closed", null, CancellationToken.None)).Status
        );
        Assert.Equal(
            CommandStatus.NotFound,
            (await Commands(host).DeleteAsync(Actors.Admin, "nothing", null, "closed", null, CancellationToken.None)).Status
        );
    }

    private static SourceDeletionCommands Commands(CoreHost host) => host.Get<SourceDeletionCommands>();
}
