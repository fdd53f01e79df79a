using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Jobs that failed for good.</summary>
public static class CoreHostFailures
{
    /// <summary>Lets jobs of a source fail in a way that no retry cures, a minute apart.</summary>
    public static async Task DeadLetterAsync(
        this CoreHost host,
        string sourceId,
        int count,
        ErrorClass errorClass = ErrorClass.LayoutChanged
    )
    {
        for (var i = 0; i < count; i++)
        {
            var job = await host.AddJobAsync(JobStatus.Running, sourceId);
            await host.Get<JobEnder>()
                .EndAsync(
                    job.Id,
                    new JobEnding(
                        (ending, now) => ending.Fail(errorClass, $"Page {i + 1} has no rows.", new JobCounts(), now),
                        Url: $"https://a.example/{i + 1}"
                    ),
                    CancellationToken.None
                );
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }
}
