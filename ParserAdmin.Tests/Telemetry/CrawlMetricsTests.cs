using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Telemetry;
using ParserAdmin.Tests.Invocables;
using Xunit;

namespace ParserAdmin.Tests.Telemetry;

public sealed class CrawlMetricsTests
{
    /// <summary>Nobody said how to run: the first run reads all, the second only what is new.</summary>
    [Fact]
    public async Task Read_AfterTwoRuns_TellsTheModesTheyHadAndTheAgeOfTheNewestPost()
    {
        await using var rig = await IncrementalRig.StartAsync(configure: services => services.AddTelemetry());
        await rig.Host.Get<MetricsRecorder>().StartAsync(CancellationToken.None);
        await rig.RunAsync();
        rig.Site.Posts = 53;
        await rig.RunAsync();

        var text = await rig.Host.Get<MetricsReader>().ReadAsync(CancellationToken.None);

        var age = (rig.Host.Clock.GetUtcNow().UtcDateTime - GrowingSite.Epoch.AddMinutes(52)).TotalSeconds;
        foreach (
            var line in new[]
            {
                "posts_parsed_total{mode=\"historical\",source=\"news\"} 50",
                "posts_parsed_total{mode=\"incremental\",source=\"news\"} 20",
                FormattableString.Invariant($"parser_hwm_age_seconds{{source=\"news\"}} {age}"),
            }
        )
        {
            Assert.Contains($"\n{line}\n", text, StringComparison.Ordinal);
        }
    }
}
