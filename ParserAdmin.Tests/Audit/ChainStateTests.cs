using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Audit;

public sealed class ChainStateTests
{
    [Theory, EachDatabase]
    public async Task Check_AfterMoreWasWritten_GoesOnFromWhereItHeld(TestDatabase database)
    {
        await using var host = await CoreHost.CreateAsync(database);
        var chain = host.Get<ChainState>();
        var before = await chain.CheckAsync(whole: false, default);

        await host.AddSourceAsync();
        var after = await chain.CheckAsync(whole: false, default);

        Assert.True(after.Found.Intact, after.Found.Problem);
        Assert.Equal((before.Found.Entries + 2, (await host.VerifyAsync()).Head), (after.Found.Entries, after.Found.Head));
    }

    [Fact]
    public async Task Check_TheLastEntryIsAnother_IsNoticedWithoutReadingTheRest()
    {
        await using var host = await CoreHost.CreateAsync();
        await host.AddSourceAsync();
        var chain = host.Get<ChainState>();
        await chain.CheckAsync(whole: false, default);
        await host.DropTriggersAsync();
        await host.SqlAsync("DELETE FROM audit_logs WHERE sequence = 3");

        var cut = await chain.CheckAsync(whole: false, default);

        Assert.Equal(3, cut.Found.FirstBad);

        // It stays so until somebody asks for the whole.
        await host.AddSourceAsync("other");
        Assert.Equal(3, (await chain.CheckAsync(whole: false, default)).Found.FirstBad);
        Assert.True((await chain.CheckAsync(whole: true, default)).Found.Intact);
    }
}
