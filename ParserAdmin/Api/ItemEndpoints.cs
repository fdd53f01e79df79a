using ParserAdmin.Api.Shapes;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Api;

/// <summary>What was parsed.</summary>
internal static class ItemEndpoints
{
    private const string List = "items";

    public static void MapItems(this IEndpointRouteBuilder app)
    {
        var reading = app.MapReading("/items", "Items");
        reading.MapGet("", ListAsync).WithSummary("Items, the newest found first").Produces<Page<ItemShape>>();
        reading.MapGet("/{id}", GetAsync).WithSummary("One item, with its revisions").Produces<ItemShape>().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(
        string? sourceId, string? kind, string? status, string? q, string? changedSince, string? gone, string? limit, string? cursor,
        ItemQueries items, CancellationToken cancellationToken)
    {
        var filter = new ItemFilter(
            Input.Text(nameof(sourceId), sourceId), Input.Text(nameof(kind), kind), Input.Text(nameof(status), status), Input.Text(nameof(q), q),
            Input.Time(nameof(changedSince), changedSince), Input.Flag(nameof(gone), gone));
        var size = Input.Limit(limit);
        var found = await items.ListAsync(filter, PageCursor.Id(List, cursor), size + 1, cancellationToken);
        return Answers.Ok(Page<ItemShape>.Of(found, size, item => ItemShape.Of(item), item => PageCursor.Write(List, item.Id.ToString())));
    }

    private static async Task<IResult> GetAsync(string id, ItemQueries items, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var key) && await items.FindAsync(key, cancellationToken) is { } item
            ? Answers.Ok(ItemShape.Of(item, await items.RevisionsAsync(key, cancellationToken)))
            : Problems.NotFound("item", id);
}
