using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution.DeadLetters;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Execution;

public sealed class DeadLetterCommandsTests
{
    private static readonly DeadLetterSelection All = new(null, new DeadLetterFilter());

    [Theory, EachDatabase]
    public async Task Replay_AllMatching_AsksForOneJobASourceAndIsAudited(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.DeadLetterAsync("s0", 3);
        await host.DeadLetterAsync("s1", 1);

        var preview = (await ReplayAsync(host, All, dryRun: true)).Value!;
        Assert.Equal((true, 4, 4, 2), (preview.DryRun, preview.Matched, preview.Done, preview.JobCount));
        Assert.Empty(await host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending]), null, 10, CancellationToken.None));
        var report = (await ReplayAsync(host, All)).Value!;

        Assert.Equal((4, 2), (report.Done, report.Jobs.Count));
        var letters = await LettersAsync(host);
        Assert.All(
            letters,
            letter =>
                Assert.Equal(
                    (DeadLetterState.Replayed, Actors.Operator.Name, "cured"),
                    (letter.State, letter.DecidedBy, letter.DecisionReason)
                )
        );
        Assert.Equal(JobStatus.Pending, (await host.JobAsync(letters[0].ReplayJobId!.Value)).Status);
        Assert.Equal(1, (await host.AuditAsync()).Count(entry => entry.Action == "dead-letter.replay"));
        Assert.Equal(0, (await ReplayAsync(host, All)).Value!.Matched);
    }

    [Fact]
    public async Task Replay_SourceIsPaused_StaysOpenWithTheReason()
    {
        await using var host = await HostAsync();
        await host.DeadLetterAsync("s0", 2);
        await host.DeadLetterAsync("s1", 1);
        await host.Get<SourceCommands>().PauseAsync(Actors.Operator, "s0", "storm", CancellationToken.None);

        var report = (await ReplayAsync(host, All)).Value!;

        Assert.Equal((3, 1), (report.Matched, report.Done));
        Assert.Contains("storm", Assert.Single(report.Left), StringComparison.Ordinal);
        Assert.Equal(2, (await LettersAsync(host)).Count(letter => letter.State == DeadLetterState.Open));
    }

    [Fact]
    public async Task Replay_Stopped_IsRefused()
    {
        await using var host = await HostAsync();
        await host.DeadLetterAsync("s0", 1);
        await host.Get<EmergencyStop>().StopAsync(Actors.Operator, "smoke", CancellationToken.None);

        Assert.Equal(CommandStatus.Locked, (await ReplayAsync(host, All)).Status);
        Assert.Equal(CommandStatus.Locked, (await ReplayAsync(host, All, dryRun: true)).Status);
    }

    [Theory, EachDatabase]
    public async Task Dismiss_ByIds_NeedsAReasonAndLeavesTheRest(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.DeadLetterAsync("s0", 2);
        var one = new DeadLetterSelection([(await LettersAsync(host))[0].Id], null);
        var commands = host.Get<DeadLetterCommands>();

        Assert.Equal(1, (await commands.DismissAsync(Actors.Operator, one, null, dryRun: true, CancellationToken.None)).Value!.Matched);
        Assert.Equal(
            CommandStatus.Invalid,
            (await commands.DismissAsync(Actors.Operator, one, " ", dryRun: false, CancellationToken.None)).Status
        );
        Assert.Equal(
            CommandStatus.Forbidden,
            (await commands.DismissAsync(Actors.Viewer, one, "known", dryRun: false, CancellationToken.None)).Status
        );
        Assert.Equal(1, (await commands.DismissAsync(Actors.Operator, one, "known", dryRun: false, CancellationToken.None)).Value!.Done);

        Assert.Equal([DeadLetterState.Dismissed, DeadLetterState.Open], (await LettersAsync(host)).Select(letter => letter.State));
    }

    [Theory, EachDatabase]
    public async Task Reopen_Dismissed_AreOpenAgainAndOthersAsTheyWere(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.DeadLetterAsync("s0", 2);
        await host.DeadLetterAsync("s1", 1);
        var commands = host.Get<DeadLetterCommands>();
        var known = new DeadLetterSelection(null, new DeadLetterFilter(SourceId: "s0"));
        var dismissed = (await commands.DismissAsync(Actors.Operator, known, "known", dryRun: false, CancellationToken.None)).Value!;
        await ReplayAsync(host, All);
        var all = (await LettersAsync(host)).Select(letter => letter.Id).ToList();

        Assert.Equal(CommandStatus.Forbidden, (await commands.ReopenAsync(Actors.Viewer, all, CancellationToken.None)).Status);
        var reopened = (await commands.ReopenAsync(Actors.Operator, all, CancellationToken.None)).Value!;

        Assert.Equal(dismissed.Letters, reopened.Letters);
        Assert.Equal(
            [(DeadLetterState.Open, null), (DeadLetterState.Open, null), (DeadLetterState.Replayed, Actors.Operator.Name)],
            (await LettersAsync(host)).OrderBy(letter => letter.Id).Select(letter => (letter.State, letter.DecidedBy))
        );
        Assert.Equal(2, (await ReplayAsync(host, All)).Value!.Done);
        Assert.Equal(0, (await commands.ReopenAsync(Actors.Operator, all, CancellationToken.None)).Value!.Done);
    }

    [Theory, EachDatabase]
    public async Task Groups_SameMistakes_AreCountedAndPagedByKey(TestDatabase database)
    {
        await using var host = await HostAsync(database);
        await host.DeadLetterAsync("s0", 3);
        await host.DeadLetterAsync("s1", 2);

        var queries = host.Get<DeadLetterQueries>();
        var first = Assert.Single(await queries.GroupsAsync(new DeadLetterFilter(), null, 1, CancellationToken.None));
        var second = Assert.Single(await queries.GroupsAsync(new DeadLetterFilter(), first.Newest.Id, 5, CancellationToken.None));

        Assert.Equal(("s1", 2, 2), (first.Newest.SourceId, first.Count, first.Open));
        Assert.Equal(("s0", 3), (second.Newest.SourceId, second.Count));
        Assert.True(second.FirstSeenAt < second.LastSeenAt);
        Assert.Empty(await queries.GroupsAsync(new DeadLetterFilter(Text: "no such words"), null, 5, CancellationToken.None));
        Assert.Equal(
            3,
            (await queries.ListAsync(new DeadLetterFilter(Fingerprint: second.Newest.Fingerprint), null, 5, CancellationToken.None)).Count
        );
    }

    private static async Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(database);
        await host.AddSourceAsync("s0");
        await host.AddSourceAsync("s1");
        return host;
    }

    private static Task<CommandResult<DeadLetterReport>> ReplayAsync(CoreHost host, DeadLetterSelection which, bool dryRun = false) =>
        host.Get<DeadLetterCommands>().ReplayAsync(Actors.Operator, which, "cured", dryRun, CancellationToken.None);

    private static Task<IReadOnlyList<FailedAttempt>> LettersAsync(CoreHost host) =>
        host.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 10, CancellationToken.None);
}
