using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Jobs;

/// <summary>Every status with every other: this table is the specification.</summary>
public sealed class JobLifecycleTests
{
    private static readonly HashSet<(JobStatus From, JobStatus To)> Allowed =
    [
        (JobStatus.Pending, JobStatus.Running),
        (JobStatus.Pending, JobStatus.Cancelled),
        (JobStatus.Pending, JobStatus.Skipped),
        (JobStatus.Running, JobStatus.Succeeded),
        (JobStatus.Running, JobStatus.Failed),
        (JobStatus.Running, JobStatus.Cancelled),
        (JobStatus.Running, JobStatus.Lost),
    ];

    public static TheoryData<JobStatus, JobStatus> All
    {
        get
        {
            var all = new TheoryData<JobStatus, JobStatus>();
            foreach (var from in Enum.GetValues<JobStatus>())
            {
                foreach (var to in Enum.GetValues<JobStatus>())
                    all.Add(from, to);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Allows_EveryPair_AsTheTableSays(JobStatus from, JobStatus to) =>
        Assert.Equal(Allowed.Contains((from, to)), JobLifecycle.Allows(from, to));

    [Fact]
    public void IsFinal_EveryStatus_OnlyPendingAndRunningAreNot() =>
        Assert.Equal([JobStatus.Pending, JobStatus.Running], Enum.GetValues<JobStatus>().Where(status => !JobLifecycle.IsFinal(status)));
}
