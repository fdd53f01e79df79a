using Microsoft.Net.Http.Headers;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;

namespace ParserAdmin.Api.Items;

/// <summary>Pictures of items, as the program keeps them.</summary>
internal static class ImageEndpoints
{
    // It is let go of here after a month; a browser asks again sooner, and mostly hears that nothing changed.
    private const string KeptFor = "private, max-age=86400";

    public static void MapImages(this IEndpointRouteBuilder app) =>
        app.MapReading(ItemPictures.Path, "Items")
            .MapGet("/{name}", GetAsync)
            .WithSummary(
                "A picture of an item, at the address that the item gives as imagePath: sized and checked. With item it is fetched where it "
                    + "is not kept yet, behind the gate as everything is"
            )
            .Produces<byte[]>(200, "image/webp", "image/avif")
            .ProducesProblem(404)
            .ProducesProblem(423)
            .ProducesProblem(502);

    private static async Task<IResult> GetAsync(
        string name,
        string? item,
        HttpResponse response,
        ItemPictures pictures,
        ItemQueries items,
        CancellationToken cancellationToken
    )
    {
        if (await pictures.FindAsync(name, cancellationToken) is { } kept)
            return Show(kept, response);

        // The item says where to look: nobody has the program fetch what was not parsed.
        if (
            !Guid.TryParse(item, out var id)
            || await items.FindAsync(id, cancellationToken) is not { } wanted
            || ItemPictures.NameOf(wanted) != name
        )
        {
            return Problems.Of(404, $"There is no picture '{name}'.", nameof(name));
        }

        var fetched = await pictures.FetchAsync(wanted, cancellationToken);
        return fetched.Succeeded ? Show(fetched.Value, response) : Problems.Of(fetched);
    }

    private static IResult Show(KeptPicture picture, HttpResponse response)
    {
        response.Headers.CacheControl = KeptFor;
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(picture.Bytes, picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{picture.Name}\""));
    }
}
