using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

/// <summary>What holds in every life of a job, whatever is tried on it.</summary>
public sealed class ParserJobProperties
{
    private static readonly DateTime Begin = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly JobCounts Counts = new() { ItemsProcessed = 3, ItemsNew = 2 };

    private static readonly (JobStatus To, Action<ParserJob, DateTime> Do)[] Moves =
    [
        (JobStatus.Running, (job, now) => job.Start("node-1", Guid.Empty, 5, now)),
        (JobStatus.Succeeded, (job, now) => job.Succeed(Counts, now)),
        (JobStatus.Failed, (job, now) => job.Fail(ErrorClass.Network, "closed", Counts, now)),
        (JobStatus.Cancelled, (job, now) => job.Cancel("olga", Counts, now)),
        (JobStatus.Lost, (job, now) => job.MarkLost("gone", now)),
        (JobStatus.Skipped, (job, now) => job.Skip("manual", now)),
    ];

    [Fact]
    public void AnyMoves_FollowTheTableAndNothingElse() =>
        Prop.ForAll(
                Gen.Choose(0, Moves.Length - 1).ListOf().ToArbitrary(),
                moves =>
                {
                    var job = New();
                    var now = Begin;
                    foreach (var (to, move) in moves.Select(index => Moves[index]))
                    {
                        var (before, endedBefore) = (job.Status, job.EndedAt);
                        now = now.AddSeconds(1);
                        var refused = Record.Exception(() => move(job, now));
                        if (JobLifecycle.Allows(before, to) != refused is null)
                            return false;
                        if (
                            refused is not null
                            && (refused is not InvalidOperationException || job.Status != before || job.EndedAt != endedBefore)
                        )
                        {
                            return false;
                        }

                        if (JobLifecycle.IsFinal(job.Status) != job.EndedAt.HasValue)
                            return false;
                        if (job.StartedAt is { } started && job.EndedAt is { } ended && ended < started)
                            return false;
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Start_AfterWaiting_ForgetsWhatItWaitedFor()
    {
        var job = New();
        job.WaitFor("Waits: 4 of 4 jobs run");

        job.Start("node-1", Guid.Empty, 7, Begin);

        Assert.Equal((null, 7L, "node-1"), (job.Reason, job.Epoch, job.Node));
    }

    [Fact]
    public void WaitFor_Running_SaysNothing()
    {
        var job = New();
        job.Start("node-1", Guid.Empty, 7, Begin);

        job.WaitFor("Waits");

        Assert.Null(job.Reason);
    }

    [Fact]
    public void RequestCancel_Twice_KeepsTheFirst()
    {
        var job = New();
        job.Start("node-1", Guid.Empty, 7, Begin);

        job.RequestCancel("olga", Begin);
        job.RequestCancel("vic", Begin.AddSeconds(1));

        Assert.Equal(("olga", Begin), (job.CancelRequestedBy, job.CancelRequestedAt));
    }

    private static ParserJob New() => ParserJob.Request("catalog-sync", "shop", JobTrigger.Person, "olga", JobParameters.None, 5, Begin);
}
