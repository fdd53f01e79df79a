using AngleSharp.Dom;
using Bunit;
using ParserAdmin.Components.Pages.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Audit;

/// <summary>How an entry looks: what did not go well is seen in a long list, and no end of a job looks better than it was.</summary>
public sealed class AuditRowTests
{
    private static readonly JobCounts OneFailed = new() { ItemsProcessed = 20, ItemsFailed = 1 };

    [Theory]
    [InlineData(JobStatus.Succeeded, 0, null, "plain", "done")]
    [InlineData(JobStatus.Succeeded, 1, "warn", "warn", "with errors")]
    [InlineData(JobStatus.Failed, 1, "bad", "bad", "failed")]
    [InlineData(JobStatus.Lost, 0, "bad", "bad", "lost")]
    [InlineData(JobStatus.Cancelled, 0, null, "warn", "cancelled")]
    public async Task Render_TheEndOfAJob_LooksAsTheJobEnded(JobStatus status, int failed, string? edge, string tone, string words)
    {
        await using var host = await PageHost.CreateAsync(Actors.Viewer);
        host.Page.Render<MudBlazor.MudPopoverProvider>();
        await host.Core.AddSourceAsync();
        var job = await host.Core.AddJobAsync(JobStatus.Running);
        await host
            .Core.Get<JobEnder>()
            .EndAsync(job.Id, (ending, now) => End(ending, status, OneFailed with { ItemsFailed = failed }, now), CancellationToken.None);

        var row = host.Page.Render<AuditPage>().WaitForElements(".act-row")[0];

        Assert.Contains("ended the run of", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(edge, row.ClassList.SingleOrDefault(name => name is "warn" or "bad"));
        var badge = row.QuerySelector(".outcome .badge")!;
        Assert.Equal((words, tone), (badge.TextContent.Trim(), Assert.Single(badge.ClassList.Except(["badge"]))));
    }

    private static void End(ParserJob job, JobStatus status, JobCounts counts, DateTime now)
    {
        switch (status)
        {
            case JobStatus.Succeeded:
                job.Succeed(counts, now);
                break;
            case JobStatus.Failed:
                job.Fail(ErrorClass.Network, "The connection was closed.", counts, now);
                break;
            case JobStatus.Cancelled:
                job.Cancel("Cancelled by olga@example.org", counts, now);
                break;
            default:
                job.MarkLost("Its node stopped", now);
                break;
        }
    }
}
