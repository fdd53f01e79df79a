using Bunit;
using ParserAdmin.Components.Pages.Jobs;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Jobs;

public sealed class JobPageTests
{
    [Fact, InState(typeof(JobPage), PageState.Nothing)]
    public async Task Render_UnknownJob_SaysSoInWords()
    {
        await using var host = await PortalServices.CreateAsync();

        var page = host.Page.Render<JobPage>(with => with.Add(job => job.Id, Guid.NewGuid()));

        Assert.Contains("There is no such job", page.Markup);
    }

    [Fact, InState(typeof(JobPage), PageState.One)]
    public async Task Render_FailedJob_ShowsClassAndMessage()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Failed);

        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        Assert.Contains("Network", page.Find(".notice").TextContent);
        Assert.Contains("The connection was closed.", page.Find(".notice").TextContent);
    }

    [Fact]
    public async Task Render_RetryWaits_CountsDownAndLinksBothWays()
    {
        await using var host = await PortalServices.CreateAsync();
        var failed = await host.Core.AddJobAsync(JobStatus.Running);
        await host
            .Core.Get<JobEnder>()
            .EndAsync(
                failed.Id,
                JobEnding.OfCooling("shop.example", TimeSpan.FromSeconds(90), "Slow down.", null, () => new JobCounts()),
                CancellationToken.None
            );
        var next = (await host.Core.NextJobAsync(failed.Id))!.Value;

        var before = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, failed.Id));
        var after = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, next));

        before.WaitForAssertion(() => Assert.NotNull(before.Find($"a[href='portal/jobs/{next}']")));
        Assert.Contains("shop.example asked to wait until", before.Markup);
        after.WaitForAssertion(() => Assert.Matches("^1:(30|31)$", after.Find(".countdown strong").TextContent));
        Assert.NotNull(after.Find($"a[href='portal/jobs/{failed.Id}']"));
        var left = after.Find(".countdown strong").TextContent;
        after.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.NotEqual(left, after.Find(".countdown strong").TextContent);
        });
    }

    [Fact]
    public async Task Render_JobGetsFurtherAndEnds_ShowsBoth()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        host.Core.Get<EventBus>()
            .Publish(new JobProgressed(job.Id, job.SourceId, new JobCounts { ItemsProcessed = 24, ItemsExpected = 48 }));

        page.WaitForAssertion(() => Assert.Equal("50", page.Find("[role=progressbar]").GetAttribute("aria-valuenow")));
        await host
            .Core.Get<JobEnder>()
            .EndAsync(job.Id, (ending, now) => ending.Succeed(new JobCounts { ItemsProcessed = 48 }, now), CancellationToken.None);
        page.WaitForAssertion(() =>
        {
            host.Core.Clock.Advance(TimeSpan.FromMilliseconds(200));
            Assert.Contains("succeeded", page.Find(".badge").TextContent);
        });
    }

    [Fact, InState(typeof(JobPage), PageState.Many)]
    public async Task Render_ThreeAttempts_ShowsAllWithReasonAndLinks()
    {
        await using var host = await PortalServices.CreateAsync();
        var (first, second, third) = await AddChainAsync(host);

        foreach (var job in (ParserJob[])[first, second, third])
        {
            var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

            var attempts = page.FindAll(".attempts li");
            Assert.Equal(3, attempts.Count);
            Assert.Contains("running", attempts[0].TextContent);
            Assert.Contains("The connection was closed.", attempts[2].TextContent);
            Assert.Contains("this job", page.Find(".attempts li.shown").TextContent);
            Assert.Equal(2, page.FindAll(".attempts a[href^='portal/jobs/']").Count);
        }
    }

    [Fact]
    public async Task Render_ARetryIsMade_AppearsAmongTheAttempts()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync("shop");
        var failed = await host.Core.AddJobAsync(JobStatus.Failed);
        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, failed.Id));
        Assert.Contains("the only one", page.Find(".attempts").TextContent);

        var again = await host.Core.Get<JobCommands>().RetryAsync(Actors.Admin, failed.Id, CancellationToken.None);

        page.WaitForAssertion(() => Assert.NotNull(page.Find($".attempts a[href='portal/jobs/{again.Value!.Id}']")));
    }

    [Fact]
    public async Task Render_Succeeded_WithFailedItems_SaysWithErrors()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Succeeded, counts: new JobCounts { ItemsProcessed = 20, ItemsFailed = 3 });

        var page = host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));

        Assert.Contains("with errors", page.Find(".page-header .badge").TextContent);
        Assert.Contains("3 of its items", page.Find(".notice").TextContent);
    }

    [Fact]
    public async Task Dispose_OpenPage_LeavesNoSubscription()
    {
        await using var host = await PortalServices.CreateAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        host.Page.Render<JobPage>(with => with.Add(shown => shown.Id, job.Id));
        Assert.Equal(2, host.Subscriptions);

        await host.Page.DisposeComponentsAsync();

        Assert.Equal(0, host.Subscriptions);
    }

    /// <summary>Failed, retried and failed, retried and running.</summary>
    private static async Task<(ParserJob First, ParserJob Second, ParserJob Third)> AddChainAsync(PageHost host)
    {
        var first = await host.Core.AddJobAsync(JobStatus.Failed);
        var jobs = new List<ParserJob> { first };
        await using var context = await host.Core.OpenAsync();
        foreach (var attempt in (int[])[2, 3])
        {
            host.Core.Clock.Advance(TimeSpan.FromSeconds(1));
            var now = host.Core.Clock.UtcMilliseconds();
            var job = ParserJob.Request(
                first.Task,
                first.SourceId,
                JobTrigger.Retry,
                "ada",
                JobParameters.None,
                0,
                now,
                attempt: attempt,
                retryOf: jobs[^1].Id
            );
            job.Start("node-1", Guid.NewGuid(), 0, now);
            if (attempt == 2)
                job.Fail(ErrorClass.Network, "The connection was closed.", new JobCounts(), now);
            context.Add(job);
            jobs.Add(job);
        }

        await context.SaveChangesAsync();
        return (jobs[0], jobs[1], jobs[2]);
    }
}
