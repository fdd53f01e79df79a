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

        Assert.Equal([3, 2, 1], found.Select(entry => (int)entry.Sequence));
        Assert.Equal(["source.save", "unreadable", "settings.create"], found.Select(entry => entry.Action));
        Assert.Contains("Entry 2 cannot be read", found[1].Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await host.VerifyAsync()).FirstBad);
    }
}
