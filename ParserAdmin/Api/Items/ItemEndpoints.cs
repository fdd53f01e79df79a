using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Api.Items;

/// <summary>What was parsed.</summary>
internal static class ItemEndpoints
{
    private const string List = "items";

    public static void MapItems(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/items", "Items");
        reading
            .MapGet("", ListAsync)
            .WithSummary(
                "Items, the newest found first; sort by newest, changed, title or price. q: every word has to be there, as the "
                    + "beginning of one; quotes make a phrase"
            )
            .Produces<Page<ItemResponse>>();
        reading
            .MapGet("/export", ExportAsync)
            .WithSummary("Everything that the same filters fit, as JSON Lines (of items as the list gives them) or CSV")
            .Produces<string>(200, "application/jsonl", "text/csv");
        reading.MapGet("/{id}", GetAsync).WithSummary("One item, with its revisions").Produces<ItemResponse>().ProducesProblem(404);

        var acting = app.MapActing("/items", "Items");
        acting
            .MapPatch("/{id}", PatchAsync)
            .Needs(Role.Operator)
            .WithSummary("Edits fields of an item and holds them against every run, or releases them. Operator")
            .TakesJson<ItemPatchRequest>()
            .Produces<ItemResponse>()
            .ProducesProblem(404)
            .ProducesProblem(422);
        acting
            .MapPost("/delete", DeleteAsync)
            .Needs(Role.Admin)
            .WithSummary(
                "Deletes items by filter: first dryRun for the count, then with that count and a reason. Admin. 409 when another number "
                    + "fits by then"
            )
            .TakesJson<ItemDeleteRequest>()
            .Produces<ItemDeletionResponse>()
            .ProducesProblem(409);
    }

    private static async Task<IResult> ListAsync(
        [AsParameters] ItemQuery query,
        string? limit,
        string? cursor,
        ItemQueries items,
        CancellationToken cancellationToken
    )
    {
        var (filter, sort, size) = (query.ToFilter(), query.ToSort(), Input.Limit(limit));

        // A cursor is a place in one order, and says nothing in another.
        var list = sort == ItemSort.Newest ? List : $"{List}-{StoredEnum.Write(sort)}";
        var place = PageCursor.Text(list, cursor);
        var after = place is null ? null : ItemCursor.TryParse(place, sort) ?? throw PageCursor.Bad();
        var found = await items.ListAsync(filter, sort, after, size + 1, cancellationToken);
        return Answers.Ok(
            Page<ItemResponse>.Of(
                found,
                size,
                item => ItemResponse.Of(item),
                item => PageCursor.Write(list, ItemCursor.Of(item, sort).ToString())
            )
        );
    }

    private static IResult ExportAsync(
        [AsParameters] ItemQuery query,
        string? format,
        HttpResponse response,
        ItemQueries items,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var kind = Input.One<ItemExportFormat>(nameof(format), format) ?? ItemExportFormat.Jsonl;
        var rows = items.StreamAsync(query.ToFilter(), query.ToSort(), cancellationToken);
        response.Headers.CacheControl = "no-store";
        return Results.Stream(
            body => ItemExport.WriteAsync(rows, kind, body, cancellationToken),
            kind == ItemExportFormat.Csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8",
            FormattableString.Invariant($"items-{clock.UtcMilliseconds():yyyyMMdd-HHmmss}.{StoredEnum.Write(kind)}")
        );
    }

    private static async Task<IResult> GetAsync(string id, ItemQueries items, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var key) && await items.FindAsync(key, cancellationToken) is { } item
            ? Answers.Ok(ItemResponse.Of(item, await items.RevisionsAsync(key, cancellationToken)))
            : Problems.NotFound("item", id);

    private static async Task<IResult> PatchAsync(
        string id,
        HttpRequest request,
        ICurrentActor current,
        ItemEditCommands commands,
        CancellationToken cancellationToken
    )
    {
        if (!Guid.TryParse(id, out var key))
            return Problems.NotFound("item", id);
        var edit = (await JsonBody.ReadAsync<ItemPatchRequest>(request, cancellationToken)).ToEdit();
        return Answers.From(
            await commands.EditAsync(await current.GetAsync(cancellationToken), key, edit, cancellationToken),
            item => ItemResponse.Of(item)
        );
    }

    private static async Task<IResult> DeleteAsync(
        HttpRequest request,
        ICurrentActor current,
        ItemCommands commands,
        CancellationToken cancellationToken
    )
    {
        var body = await JsonBody.ReadAsync<ItemDeleteRequest>(request, cancellationToken);
        var (filter, actor) = (body.ToFilter(), await current.GetAsync(cancellationToken));
        var result = body.DryRun
            ? await commands.CountAsync(actor, filter, cancellationToken)
            : await commands.DeleteAsync(
                actor,
                filter,
                body.Agreed(),
                Input.Reason(body.Reason, "Say why they are deleted: the reason goes on record."),
                null,
                cancellationToken
            );
        return Answers.From(result, ItemDeletionResponse.Of);
    }
}
