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
}
