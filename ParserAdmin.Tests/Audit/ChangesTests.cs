using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Audit;

public sealed class ChangesTests
{
    private readonly SaveFaults _saves = new();

    [Theory, EachDatabase]
    public async Task Append_TwoHundredAtOnceFromTwoNodes_KeepOneChain(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await using var other = await host.JoinAsync();

        await Parallel.ForAsync(
            0,
            200,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) =>
                await (i % 2 == 0 ? host : other).AppendAsync(new AuditRecord(Actors.Operator, "job.cancel", "parser_jobs", $"{i}"))
        );

        var found = await host.VerifyAsync();
        Assert.True(found.Intact, found.Problem);
        Assert.Equal(201, found.Entries);
    }

    [Theory, EachDatabase]
    public async Task Run_EntryCannotBeWritten_TheChangeIsNotMade(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        _saves.BeforeSave = context => context.ChangeTracker.Entries<AuditEntry>().Any() ? SaveFaults.Refuse(context) : Task.CompletedTask;

        await Assert.ThrowsAsync<DbUpdateException>(() => host.AddSourceAsync("shop"));

        Assert.Null(await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None));
        Assert.Single(await host.AuditAsync());
    }

    [Theory, EachDatabase]
    public async Task Run_ChangeIsRefused_LeavesNothingButAFailedEntry(TestDatabase database)
    {
        await using var host = await HostAsync(database);

        var result = await host.Get<Changes>()
            .RunAsync(
                new Change(Actors.Admin, Role.Admin, "source.save", "sources", "shop", "trying"),
                (context, _) =>
                {
                    context.Add(Source.Create("shop", "Shop", "catalog", "", "ada", DateTime.UnixEpoch));
                    return Task.FromResult(ChangeOutcome<string>.Refused(CommandStatus.Unprocessable, "Line 3 is wrong."));
                },
                CancellationToken.None
            );

        Assert.Equal(CommandStatus.Unprocessable, result.Status);
        Assert.Null(await host.Get<SourceQueries>().FindAsync("shop", CancellationToken.None));
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal((AuditOutcome.Failed, "Line 3 is wrong. (reason given: trying)"), (entry.Outcome, entry.Reason));
    }

    [Theory, EachDatabase]
    public async Task Run_DatabaseRefusesTheChange_LeavesAFailedEntry(TestDatabase database)
    {
        await using var host = await HostAsync(database);

        await Assert.ThrowsAnyAsync<DbUpdateException>(() =>
            host.Get<Changes>()
                .RunAsync(
                    new Change(Actors.Admin, Role.Admin, "settings.change", "parser_settings", "1"),
                    async (context, token) =>
                    {
                        var settings = await context.Set<ParserAdmin.Core.Safety.Settings.ParserSettings>().SingleAsync(token);
                        context.Entry(settings).CurrentValues.SetValues(settings with { MaxConcurrency = -1 });
                        return new ChangeOutcome<string>(CommandResult<string>.Done("done"));
                    },
                    CancellationToken.None
                )
        );

        Assert.Equal(4, (await host.SettingsAsync()).MaxConcurrency);
        var entry = (await host.AuditAsync())[^1];
        Assert.Equal(("settings.change", AuditOutcome.Failed), (entry.Action, entry.Outcome));
        Assert.True((await host.VerifyAsync()).Intact);
    }

    [Fact]
    public async Task Run_WithoutTheRole_IsDeniedOnRecordAndTheBodyNotRun()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);

        foreach (var actor in new[] { Actors.Nobody, Actors.Viewer, Actors.Operator })
        {
            var result = await host.Get<Changes>()
                .RunAsync<string>(
                    new Change(actor, Role.Admin, "source.save", "sources", "shop"),
                    (_, _) => throw new InvalidOperationException("not to be reached"),
                    CancellationToken.None
                );
            Assert.Equal(CommandStatus.Forbidden, result.Status);
            var entry = (await host.AuditAsync())[^1];
            Assert.Equal((AuditOutcome.Denied, actor.Name), (entry.Outcome, entry.ActorName));
        }
    }

    [Fact]
    public async Task Run_NothingToDo_WritesNothing()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        await host.AddSourceAsync();
        var before = (await host.AuditAsync()).Count;

        await host.AddSourceAsync();

        Assert.Equal(before, (await host.AuditAsync()).Count);
    }

    [Fact]
    public async Task Run_Committed_TellsThePagesAfterwards()
    {
        await using var host = await HostAsync(TestDatabase.Sqlite);
        await using var news = host.Get<EventBus>().Subscribe(_ => true);

        await host.AddSourceAsync();

        await using var batches = news.ReadBatchesAsync().GetAsyncEnumerator();
        Assert.True(await batches.MoveNextAsync());
        Assert.Equal([typeof(SourceChanged), typeof(AuditAppended)], batches.Current.Select(happened => happened.GetType()));
    }

    [Theory, EachDatabase]
    public async Task Run_NameLongerThanItsColumn_GoesOnRecordCut(TestDatabase database)
    {
        await using var host = await HostAsync(database);

        var result = await host.Get<SourceCommands>().PauseAsync(Actors.Operator, new string('x', 1_000), "why", CancellationToken.None);

        Assert.Equal(CommandStatus.NotFound, result.Status);
        Assert.Equal(200, (await host.AuditAsync())[^1].EntityId!.Length);
        Assert.True((await host.VerifyAsync()).Intact);
    }

    private Task<CoreHost> HostAsync(TestDatabase database) =>
        CoreHost.CreateAsync(database, services => services.AddSingleton<ISaveChangesInterceptor>(_saves));
}
