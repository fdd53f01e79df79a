using ParserAdmin.Api.Shapes;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Scheduling;

namespace ParserAdmin.Api;

/// <summary>This node's scheduler.</summary>
internal static class SchedulerEndpoints
{
    public static void MapScheduler(this IEndpointRouteBuilder app) =>
        app.MapReading("/scheduler", "Scheduler").MapGet("/status", GetAsync)
            .WithSummary("Whether this node's scheduler runs, in which mode, and when it ticked last").Produces<SchedulerShape>();

    private static async Task<IResult> GetAsync(SettingsStore store, NodeIdentity node, SchedulerPulse pulse, CancellationToken cancellationToken) =>
        Answers.Ok(SchedulerShape.Of(await store.ReadAsync(cancellationToken), node, pulse));
}
