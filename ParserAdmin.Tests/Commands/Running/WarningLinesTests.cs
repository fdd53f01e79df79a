using ParserAdmin.Commands.Running;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Commands.Running;

public sealed class WarningLinesTests
{
    [Fact]
    public async Task Write_MoreThanFive_TellsHowManyMoreAndWhere()
    {
        await using var host = await CoreHost.CreateAsync();
        var job = Guid.CreateVersion7();
        await using (var context = await host.OpenAsync())
        {
            context.AddRange(Enumerable.Range(1, 7).Select(number => Line(job, JobLogLevel.Warning, $"odd {number}")));
            context.Add(Line(job, JobLogLevel.Info, "plain"));
            await context.SaveChangesAsync();
        }

        using var output = new StringWriter();
        await new WarningLines(host.Get<JobQueries>()).WriteAsync([job], output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["shop: warning: odd 1", "shop: warning: odd 5"], [lines[0], lines[4]]);
        Assert.StartsWith($"… and 2 more in the job's log: /portal/jobs/{job}", lines[5], StringComparison.Ordinal);
        Assert.Equal(6, lines.Length);

        JobLogLine Line(Guid id, JobLogLevel level, string text) =>
            new()
            {
                JobId = id,
                SourceId = "shop",
                CreatedAt = host.Clock.GetUtcNow().UtcDateTime,
                Level = level,
                Message = text,
            };
    }
}
