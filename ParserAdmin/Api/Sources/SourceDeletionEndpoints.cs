using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Execution;

namespace ParserAdmin.Api.Sources;

/// <summary>Deletes a source with what belongs to it.</summary>
internal static class SourceDeletionEndpoints
{
    public static void MapSourceDeletion(this IEndpointRouteBuilder app) =>
        app.MapActing("/sources", "Sources")
            .MapDelete("/{id}", DeleteAsync)
            .Needs(Role.Admin)
            .WithSummary(
                "Deletes a source with its items, schedules, values and remembered pages; jobs, dead letters and the audit trail stay. "
                    + "Admin. dryRun=true tells what would go; "
                    + "with items=N it is done only while it has that many items. 409 while a job of it runs"
            )
            .Produces<SourceDeletion>()
            .ProducesProblem(404)
            .ProducesProblem(409);

    private static async Task<IResult> DeleteAsync(
        string id,
        string? dryRun,
        string? items,
        string? reason,
        ICurrentActor current,
        SourceDeletionCommands commands,
        CancellationToken cancellationToken
    )
    {
        var (key, actor) = (Input.Text(nameof(id), id)!, await current.GetAsync(cancellationToken));
        var (dry, expected) = (Input.Flag(nameof(dryRun), dryRun) == true, Input.Number(nameof(items), items));
        var result = dry
            ? await commands.CountAsync(actor, key, cancellationToken)
            : await commands.DeleteAsync(actor, key, expected, Input.Text(nameof(reason), reason), null, cancellationToken);
        return result.Status == CommandStatus.Conflict && result.Value is { } now
            ? Problems.Of(result, new Dictionary<string, object?> { ["source"] = now })
            : Answers.From(result, deletion => deletion);
    }
}
