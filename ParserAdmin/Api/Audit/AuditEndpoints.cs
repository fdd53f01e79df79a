using ParserAdmin.Core.Audit;

namespace ParserAdmin.Api.Audit;

/// <summary>The audit trail and its chain.</summary>
internal static class AuditEndpoints
{
    private const string List = "audit";

    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/audit", "Audit");
        reading.MapGet("", ListAsync).WithSummary("Entries, newest first. 'from' counts in, 'to' does not").Produces<Page<AuditResponse>>();
        reading
            .MapGet("/verify", VerifyAsync)
            .WithSummary("Checks the whole chain and names the first entry that does not hold")
            .Produces<VerificationResponse>();
    }

    private static async Task<IResult> ListAsync(
        string? actor,
        string? actorType,
        string? action,
        string? entityType,
        string? entityId,
        string? outcome,
        string? from,
        string? to,
        string? q,
        string? limit,
        string? cursor,
        AuditQueries audit,
        CancellationToken cancellationToken
    )
    {
        var filter = new AuditFilter(
            Input.Text(nameof(actor), actor),
            Input.One<ActorType>(nameof(actorType), actorType),
            Input.Text(nameof(action), action),
            Input.Text(nameof(entityType), entityType),
            Input.Text(nameof(entityId), entityId),
            Input.One<AuditOutcome>(nameof(outcome), outcome),
            Input.Time(nameof(from), from),
            Input.Time(nameof(to), to),
            Input.Text(nameof(q), q)
        );
        var size = Input.Limit(limit);
        var found = await audit.RecentAsync(filter, PageCursor.Number(List, cursor), size + 1, cancellationToken);
        return Answers.Ok(Page<AuditResponse>.Of(found, size, AuditResponse.Of, entry => PageCursor.Write(List, entry.Sequence)));
    }

    private static async Task<IResult> VerifyAsync(AuditVerifier verifier, CancellationToken cancellationToken) =>
        Answers.Ok(VerificationResponse.Of(await verifier.VerifyAsync(cancellationToken)));
}
