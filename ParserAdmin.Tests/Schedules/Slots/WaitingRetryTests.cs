using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Schedules.Slots;

/// <summary>A slot that comes due while a retry of its schedule waits for its time.</summary>
public sealed class WaitingRetryTests
{
    private const string Catalog = "catalog-sync:shop";

    [Theory, EachDatabase]
    public async Task Record_RetryWaits_TheSlotTakesItsPlace(TestDatabase database)
    {
        await using var host = await AutoAsync(database);
        var retry = await FailAsync(host);

        var slot = await SlotAsync(host);

        Assert.Equal((JobStatus.Pending, 2, JobTrigger.Schedule), (slot.Status, slot.Attempt, slot.Trigger));
        var superseded = await host.JobAsync(retry.Id);
        Assert.Equal((JobStatus.Cancelled, "Superseded by the next run of its schedule"), (superseded.Status, superseded.Reason));
    }

    [Fact]
    public async Task Record_SlotsKeepTakingTheRetrysPlace_TheRetriesAreSpentAllTheSame()
    {
        await using var host = await AutoAsync();
        for (var attempt = 1; attempt <= 3; attempt++)
            await FailAsync(host);
        await SlotAsync(host);
        var last = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!.Job;

        await EndAsync(host, last, null);

        Assert.Equal(4, last.Attempt);
        Assert.Empty(await OpenAsync(host));
        Assert.Single(
            await host.Get<Core.Jobs.DeadLetters.DeadLetterQueries>()
                .ListAsync(new Core.Jobs.DeadLetters.DeadLetterFilter(), null, 5, CancellationToken.None)
        );
        Assert.Equal(1, (await SlotAsync(host)).Attempt);
    }

    [Theory]
    [InlineData(OverlapPolicy.Skip)]
    [InlineData(OverlapPolicy.Queue)]
    [InlineData(OverlapPolicy.CancelPrevious)]
    public async Task Record_ServerNamedTheTime_TheSlotIsSkippedUntilThen(OverlapPolicy policy)
    {
        await using var host = await AutoAsync();
        await host.EditAsync(Catalog, edit => edit with { Overlap = policy });
        var retry = await FailAsync(host, TimeSpan.FromMinutes(10));

        var slot = await SlotAsync(host);

        Assert.Equal((JobStatus.Skipped, $"The server asked to wait until {retry.NotBefore:HH:mm:ss} UTC"), (slot.Status, slot.Reason));
        Assert.Equal(JobStatus.Pending, (await host.JobAsync(retry.Id)).Status);
    }

    [Fact]
    public async Task Record_RetrysTimeHasCome_TheSlotIsSkipped()
    {
        await using var host = await AutoAsync();
        var retry = await FailAsync(host);
        host.Clock.Advance(retry.NotBefore!.Value - host.Clock.UtcMilliseconds());

        Assert.Equal(
            (JobStatus.Skipped, "The run before this one has not ended"),
            ((await SlotAsync(host)) is var slot ? slot.Status : default, slot.Reason)
        );
    }

    [Fact]
    public async Task Record_SlotIsSkipped_TheRetryGoesOnWaiting()
    {
        await using var host = await AutoAsync();
        var retry = await FailAsync(host);
        await host.EditAsync(Catalog, edit => edit with { Enabled = false });

        Assert.Equal(JobStatus.Skipped, (await SlotAsync(host)).Status);
        Assert.Equal(JobStatus.Pending, (await host.JobAsync(retry.Id)).Status);
    }

    [Theory]
    [InlineData(true, "storm")]
    [InlineData(false, "The schedule is switched off")]
    public async Task Admit_RetryOfAScheduleThatMayNotRun_IsSkipped(bool paused, string reason)
    {
        await using var host = await AutoAsync();
        await SlotAsync(host);
        var running = (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!.Job;
        if (paused)
            await host.Get<ScheduleCommands>().PauseAsync(Actors.Operator, Catalog, "storm", CancellationToken.None);
        else
            await host.EditAsync(Catalog, edit => edit with { Enabled = false });
        await EndAsync(host, running, null);
        var retry = Assert.Single(await OpenAsync(host));
        host.Clock.Advance(RetryPolicy.Longest);

        Assert.Null(await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None));
        var skipped = await host.JobAsync(retry.Id);
        Assert.Equal(JobStatus.Skipped, skipped.Status);
        Assert.Contains(reason, skipped.Reason, StringComparison.Ordinal);
    }

    /// <summary>Lets a slot's run fail, and answers its retry.</summary>
    private static async Task<ParserJob> FailAsync(CoreHost host, TimeSpan? retryAfter = null)
    {
        await SlotAsync(host);
        await EndAsync(host, (await host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None))!.Job, retryAfter);
        return Assert.Single(await OpenAsync(host));
    }

    private static Task<ParserJob?> EndAsync(CoreHost host, ParserJob job, TimeSpan? retryAfter) =>
        host.Get<JobEnder>()
            .EndAsync(
                job.Id,
                retryAfter is { } wait
                    ? JobEnding.OfCooling("shop.example", wait, "Too many.", null, () => new JobCounts())
                    : new JobEnding((ending, now) => ending.Fail(ErrorClass.Timeout, "Too slow.", new JobCounts(), now)),
                CancellationToken.None
            );

    private static Task<IReadOnlyList<ParserJob>> OpenAsync(CoreHost host) =>
        host.Get<JobQueries>().RecentAsync(new JobFilter([JobStatus.Pending, JobStatus.Running]), null, 5, CancellationToken.None);

    private static async Task<ParserJob> SlotAsync(CoreHost host)
    {
        host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        return (await host.Provider.RecordSlotAsync(Catalog, host.Clock.GetUtcNow().UtcDateTime, CancellationToken.None))!;
    }

    private static async Task<CoreHost> AutoAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(
            database,
            services => services.Replace(ServiceDescriptor.Singleton(new FollowUpPolicy(() => 0.5)))
        );
        await host.AddSourceAsync();
        await host.SwitchToAutoAsync();
        return host;
    }
}
