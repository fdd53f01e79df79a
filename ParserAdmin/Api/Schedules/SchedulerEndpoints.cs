using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Api.Schedules;

/// <summary>This node's scheduler, and what it would do in auto.</summary>
internal static class SchedulerEndpoints
{
    private const string Armed = "armed";

    public static void MapScheduler(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/scheduler", "Scheduler");
        reading
            .MapGet("/status", GetAsync)
            .WithSummary("Whether this node's scheduler runs, in which mode, and when it ticked last")
            .Produces<SchedulerResponse>();
        reading
            .MapGet("/arming", ArmingAsync)
            .WithSummary("What a switch to auto would arm, what would run next, and the slots that were skipped meanwhile, by schedule")
            .Produces<Page<ArmedResponse>>();
    }

    private static async Task<IResult> ArmingAsync(string? limit, string? cursor, ArmingReader arming, CancellationToken cancellationToken)
    {
        var size = Input.Limit(limit);
        var found = await arming.ReadAsync(PageCursor.Text(Armed, cursor), size + 1, cancellationToken);
        return Answers.Ok(Page<ArmedResponse>.Of(found, size, ArmedResponse.Of, armed => PageCursor.Write(Armed, armed.View.Id)));
    }

    private static async Task<IResult> GetAsync(
        SettingsStore store,
        NodeIdentity node,
        SchedulerHeartbeat heartbeat,
        CancellationToken cancellationToken
    ) => Answers.Ok(SchedulerResponse.Of(await store.ReadAsync(cancellationToken), node, heartbeat));
}
