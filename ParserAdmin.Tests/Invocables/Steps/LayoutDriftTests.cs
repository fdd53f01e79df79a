using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources.Progress;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class LayoutDriftTests
{
    [Theory, EachDatabase]
    public async Task Run_RequiredFieldsComeUpEmpty_IsQuarantinedAndTouchesNothing(TestDatabase database)
    {
        await using var rig = await IncrementalRig.StartAsync(database);
        await rig.RunAsync();
        var before = await rig.PostsAsync();
        rig.Site.HasNewLayout = true;

        var (job, _) = await rig.RunAsync();

        Assert.Equal((JobStatus.Failed, ErrorClass.LayoutChanged), (job.Status, job.ErrorClass));
        Assert.Contains("'title' is empty", job.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(before, await rig.PostsAsync());
        Assert.Equal((0, 0), (job.Counts.ItemsProcessed, job.Counts.ItemsGone));
        Assert.NotNull((await rig.StateAsync()).QuarantinedAt);
        Assert.Contains(
            await rig.Host.AuditAsync(),
            entry => entry is { Action: "source.quarantine", EntityId: "news/updates", ActorType: ActorType.System }
        );
    }

    [Theory, EachDatabase]
    public async Task Run_TheRowsAreGone_IsQuarantinedUntilAPersonAcceptsIt(TestDatabase database)
    {
        await using var rig = await IncrementalRig.StartAsync(database);
        await rig.RunAsync();
        rig.Site.IsBare = true;
        var (job, _) = await rig.RunAsync();
        var layout = rig.Host.Get<LayoutCommands>();

        var refused = await layout.AcceptAsync(Actors.Operator, IncrementalRig.SourceId, "updates", " ", CancellationToken.None);
        var accepted = await layout.AcceptAsync(
            Actors.Operator,
            IncrementalRig.SourceId,
            "updates",
            "the channel was emptied",
            CancellationToken.None
        );
        var (after, _) = await rig.RunAsync();

        Assert.Equal(ErrorClass.LayoutChanged, job.ErrorClass);
        Assert.Equal((CommandStatus.Invalid, true), (refused.Status, accepted.Succeeded));
        Assert.Equal(JobStatus.Succeeded, after.Status);
        Assert.Equal((false, null), ((await rig.StateAsync()).Accepted, (await rig.StateAsync()).QuarantinedAt));
        Assert.Equal(50, (await rig.PostsAsync()).Count);
        Assert.Contains(await rig.Host.AuditAsync(), entry => entry is { Action: "source.accept-layout", Outcome: AuditOutcome.Succeeded });
    }

    [Fact]
    public async Task Run_TheLayoutIsBack_TheQuarantineIsOver()
    {
        await using var rig = await IncrementalRig.StartAsync();
        await rig.RunAsync();
        rig.Site.HasNewLayout = true;
        await rig.RunAsync();
        rig.Site.HasNewLayout = false;

        Assert.Equal(JobStatus.Succeeded, (await rig.RunAsync()).Job.Status);
        Assert.Null((await rig.StateAsync()).QuarantinedAt);
        Assert.Contains(await rig.Host.AuditAsync(), entry => entry.Action == "source.trust-layout");
    }
}
