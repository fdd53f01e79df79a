using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Audit;

public sealed class AuditQueriesTests
{
    [Theory, EachDatabase]
    public async Task Recent_RowBrokenByHand_IsNamedAndHidesNoOther(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync("one");
        await host.AddSourceAsync("two");
        await host.DropTriggersAsync();
        await host.SqlAsync("UPDATE audit_logs SET actor_role = 'rubbish' WHERE sequence = 2");

        var found = await host.Get<AuditQueries>().RecentAsync(new AuditFilter(), null, 10, CancellationToken.None);

        // Each source is saved with its schedule.
        Assert.Equal([5, 4, 3, 2, 1], found.Select(entry => (int)entry.Sequence));
        Assert.Equal(2, Assert.Single(found, entry => entry.Action == "unreadable").Sequence);
        Assert.Contains("Entry 2 cannot be read", found[3].Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await host.VerifyAsync()).FirstBad);
    }

    [Theory, EachDatabase]
    public async Task Recent_OfSeveralActions_AreInTheirOrderAndPaged(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync("one");
        await host.AddSourceAsync("two");
        var filter = new AuditFilter(Actions: ["source.save", "settings.create"]);

        var first = await host.Get<AuditQueries>().RecentAsync(filter, null, 2, CancellationToken.None);
        var second = await host.Get<AuditQueries>().RecentAsync(filter, first[^1].Sequence, 2, CancellationToken.None);

        Assert.Equal([("source.save", "two"), ("source.save", "one")], first.Select(entry => (entry.Action, entry.EntityId!)));
        Assert.Equal(["settings.create"], second.Select(entry => entry.Action));
    }

    /// <summary>The stretch of numbers in which a time is looked for takes in what a clock moved that was set.</summary>
    [Theory, EachDatabase]
    public async Task Recent_OfATime_IsWhatTheEntriesSayThoughTheClockWasSet(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        foreach (var set in (int[])[0, 10, -10, 0, 600, -600, 0, -50, 50])
        {
            host.Clock.Set(TimeSpan.FromMinutes(set));
            foreach (var hours in (int[])[0, 1, 40])
            {
                host.Clock.Advance(TimeSpan.FromHours(hours));
                await host.AppendAsync(new AuditRecord(Actors.Operator, "source.pause", "sources", "one"));
            }
        }

        var all = await host.AuditAsync();
        Assert.NotEqual(all.Select(entry => entry.CreatedAt).Order(), all.Select(entry => entry.CreatedAt));
        DateTime?[] times = [null, DateTime.MinValue, .. all.Select(entry => (DateTime?)entry.CreatedAt), all[^1].CreatedAt.AddYears(1)];
        foreach (var from in times)
        {
            foreach (var to in times)
            {
                var found = await host.Get<AuditQueries>().RecentAsync(new AuditFilter(From: from, To: to), null, 100, default);

                Assert.Equal(
                    all.Where(entry => !(entry.CreatedAt < from) && !(entry.CreatedAt >= to)).Select(entry => entry.Sequence).Reverse(),
                    found.Select(entry => entry.Sequence)
                );
            }
        }
    }

    [Theory, EachDatabase]
    public async Task Recent_OfAnActor_IsByNameAndById(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        foreach (var actor in (Actor[])[Actors.Operator, Actors.Admin, Actors.Operator with { Name = "olga, as she is called now" }])
            await host.AppendAsync(new AuditRecord(actor, "source.pause", "sources", "one"));
        var last = (await host.AuditAsync())[^1].Sequence;

        var byId = await host.Get<AuditQueries>().RecentAsync(new AuditFilter("u-operator"), null, 10, default);
        var byName = await host.Get<AuditQueries>().RecentAsync(new AuditFilter("olga@example.org"), null, 10, default);
        var next = await host.Get<AuditQueries>().RecentAsync(new AuditFilter("u-operator"), last, 10, default);

        Assert.Equal([last, last - 2], byId.Select(entry => entry.Sequence));
        Assert.Equal([last - 2], byName.Select(entry => entry.Sequence));
        Assert.Equal([last - 2], next.Select(entry => entry.Sequence));
    }

    [Theory, EachDatabase]
    public async Task Act_OfOneEntry_IsAllThatItsActWroteAndNoOther(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var act = Actors.Operator with { CorrelationId = Guid.CreateVersion7() };
        foreach (var actor in (Actor[])[act, Actors.Admin, act])
            await host.AppendAsync(new AuditRecord(actor, "source.pause", "sources", "one"));
        var entries = await host.AuditAsync();

        var together = await host.Get<AuditQueries>().ActAsync(entries[^1], 10, CancellationToken.None);

        Assert.Equal([entries[^3].Sequence, entries[^1].Sequence], together.Select(entry => entry.Sequence));
        Assert.Equal(entries[^2].Sequence, Assert.Single(await host.Get<AuditQueries>().ActAsync(entries[^2], 10, default)).Sequence);
    }
}
