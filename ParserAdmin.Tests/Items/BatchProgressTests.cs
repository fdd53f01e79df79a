using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Components;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items;

public sealed class BatchProgressTests
{
    [Theory, EachDatabase]
    public async Task Save_BatchAndHowFarItBringsTheRun_AreKeptTogetherOrNotAtAll(TestDatabase database)
    {
        var faults = new SaveFaults();
        await using var host = await CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(faults));
        await host.AddSourceAsync();
        var run = await host.BeginRunAsync();
        var newest = host.Clock.GetUtcNow().UtcDateTime.AddHours(-1);
        var progress = new BatchProgress(
            "page 7",
            (context, now, token) => PathStates.MoveAsync(context, "shop", "updates", newest, "page 7", 1, now, token)
        );

        foreach (var broken in new[] { typeof(PathState), typeof(ParserJob) })
        {
            faults.BeforeSave = context =>
                context
                    .ChangeTracker.Entries()
                    .Any(entry => entry.Entity.GetType() == broken && entry.State is EntityState.Added or EntityState.Modified)
                    ? SaveFaults.Refuse(context)
                    : Task.CompletedTask;
            await Assert.ThrowsAsync<DbUpdateException>(() =>
                host.Get<ItemStore>()
                    .SaveAsync(run, [new IdentifiedItem("1", StoredItems.Draft("1", "Title"))], progress, CancellationToken.None)
            );
            Assert.Empty(await ListAsync(host));
            Assert.Null(await host.Get<PathStates>().FindAsync("shop", "updates", CancellationToken.None));
            Assert.Null((await host.JobAsync(run.JobId)).Checkpoint);
        }

        faults.BeforeSave = null;
        await host.Get<ItemStore>()
            .SaveAsync(run, [new IdentifiedItem("1", StoredItems.Draft("1", "Title"))], progress, CancellationToken.None);

        Assert.Single(await ListAsync(host));
        var state = (await host.Get<PathStates>().FindAsync("shop", "updates", CancellationToken.None))!;
        Assert.Equal(("page 7", newest, "page 7"), (state.Checkpoint, state.Mark, (await host.JobAsync(run.JobId)).Checkpoint));
    }

    [Theory, EachDatabase]
    public async Task Save_TheJobHasEnded_IsRefused(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync();
        await using var open = await host.OpenRunAsync("shop");
        await host.Get<JobEnder>().MarkLostAsync(job => job.Id == open.JobId, "gone", CancellationToken.None);

        // This permit's gate lets everything pass, as one does that answered before the job was lost.
        await Assert.ThrowsAsync<GateRefusedException>(() =>
            host.Get<ItemStore>().SaveAsync(open, [new IdentifiedItem("1", StoredItems.Draft("1", "Title"))], CancellationToken.None)
        );

        Assert.Empty(await ListAsync(host));
    }

    private static Task<IReadOnlyList<Item>> ListAsync(CoreHost host) =>
        host.Get<ItemQueries>().ListAsync(new ItemFilter(), null, 100, CancellationToken.None);
}
