using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Api.Safety;

/// <summary>Mode, emergency stop and its reset.</summary>
internal static class SafetyEndpoints
{
    /// <summary>From the call to its answer: what the stop itself took is taken from the wait for the nodes.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    // However long the rest took, they get this much.
    private static readonly TimeSpan LeastForNodes = TimeSpan.FromMilliseconds(400);

    public static void MapSafety(this IEndpointRouteBuilder app)
    {
        var acting = app.MapActing("/admin/parser", "Safety");
        acting
            .MapPost("/mode", SwitchModeAsync)
            .Needs(Role.Operator)
            .WithSummary(
                "Switches between manual and auto. Operator. 409 with the settings as they are when the version is stale, 423 while stopped"
            )
            .TakesJson<ModeRequest>()
            .Produces<SettingsResponse>()
            .ProducesProblem(409)
            .ProducesProblem(423);
        acting
            .MapPost("/emergency-stop", StopAsync)
            .Needs(Role.Operator)
            .WithSummary("Stops everything, at once, in any mode, any number of times. Operator. The body is optional")
            .WithMetadata(new OptionalBody(typeof(ReasonRequest)), new TakesAnyQuery(), new LastKnownRights())
            .LimitsBody(JsonBody.Largest)
            .Produces<StopResponse>()
            .ProducesProblem(503);
        acting
            .MapPost("/emergency-stop/reason", ExplainAsync)
            .Needs(Role.Operator)
            .WithSummary(
                "Says afterwards why everything was stopped: an entry of its own, no second stop. Operator. 409 when there is no stop"
            )
            .TakesJson<ReasonRequest>()
            .Produces<SettingsResponse>()
            .ProducesProblem(409);
        acting
            .MapPost("/emergency-stop/reset", ResetAsync)
            .Needs(Role.Admin)
            .WithSummary("Ends the emergency stop; the mode is manual then. Admin. 409 while a job runs, or when the version is stale")
            .TakesJson<ResetRequest>()
            .Produces<SettingsResponse>()
            .ProducesProblem(409);
    }

    private static async Task<IResult> SwitchModeAsync(
        HttpRequest request,
        ICurrentActor current,
        SafetyCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ModeRequest>(request, cancellationToken);
        var mode = body.Mode ?? throw new BadInputException("mode", "Say which mode: manual or auto.");
        var reason = Input.Reason(body.Reason, "Say why the mode is changed: the reason goes on record.");
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(await commands.SwitchModeAsync(actor, mode, reason, body.Version, cancellationToken));
    }

    private static async Task<IResult> StopAsync(
        HttpRequest request,
        ICurrentActor current,
        EmergencyStop stop,
        NodeQueries nodes,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var began = clock.GetTimestamp();
        var reason = await StopReason.ReadAsync(request, cancellationToken);

        // Whoever calls and hangs up has stopped all the same.
        var result = await stop.StopAsync(await current.StopperAsync(), reason, CancellationToken.None);
        if (result is not { Succeeded: true, Value.Epoch: { } epoch })
            return Problems.Of(result.Status, result.Message ?? "", Undone(result.Value));
        var left = AnswerWithin - clock.GetElapsedTime(began);
        var acknowledged = await nodes.AcknowledgementsAsync(epoch, left > LeastForNodes ? left : LeastForNodes, cancellationToken);
        return Answers.Ok(StopResponse.Of(result.Value, epoch, acknowledged, clock.UtcMilliseconds()));
    }

    /// <summary>What was done of a stop that is not stored, for programs; the words are for people.</summary>
    private static Dictionary<string, object?>? Undone(StopReport? report) =>
        report is null
            ? null
            : new()
            {
                ["jobsCancelled"] = report.JobsCancelled,
                ["told"] = report.Told,
                ["stored"] = report.Stored,
                ["audited"] = report.Audited,
                ["kept"] = report.Kept,
            };

    private static async Task<IResult> ExplainAsync(
        HttpRequest request,
        ICurrentActor current,
        SafetyCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ReasonRequest>(request, cancellationToken);
        var reason = Input.Reason(body.Reason, "Say why everything was stopped: the reason goes on record.");
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(await commands.ExplainStopAsync(actor, reason, cancellationToken));
    }

    private static async Task<IResult> ResetAsync(
        HttpRequest request,
        ICurrentActor current,
        SafetyCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ResetRequest>(request, cancellationToken);
        var reason = Input.Reason(body.Reason, "Say why it is safe to go on: the reason goes on record.");
        if (body.Confirm != SafetyMachine.ResetWord)
            throw new BadInputException("confirm", $"Type the word {SafetyMachine.ResetWord} to confirm.");
        var actor = await current.GetAsync(cancellationToken);
        return Answers.From(
            await commands.ResetAsync(actor, reason, body.Confirm, Input.Version(body.Version, "settings"), cancellationToken)
        );
    }
}
