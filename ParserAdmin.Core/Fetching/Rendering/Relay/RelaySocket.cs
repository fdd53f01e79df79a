using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>A web socket of a page: opened like any request, then carried both ways until either side, or the page, ends.</summary>
internal static class RelaySocket
{
    private const int Piece = 16 * 1024;

    public static async Task CarryAsync(
        HttpContext context, HttpResponseMessage answer, Uri address, RenderContext render, FetchTally tally, CancellationToken cancellationToken)
    {
        var upgrade = context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        RelayAnswer.CopyHead(answer, context.Response);
        context.Response.Headers.Upgrade = "websocket";
        await using var site = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await using var page = await upgrade.UpgradeAsync();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var inwards = CopyAsync(site, page, isInwards: true);
        var outwards = CopyAsync(page, site, isInwards: false);
        await Task.WhenAny(inwards, outwards);
        await either.CancelAsync();
        await Task.WhenAll(inwards, outwards);

        async Task CopyAsync(Stream from, Stream to, bool isInwards)
        {
            var piece = new byte[Piece];
            try
            {
                while (await from.ReadAsync(piece, either.Token) is var read and > 0)
                {
                    if (isInwards)
                        tally.BytesReceived += read;
                    render.DemandBytes(address, read);
                    await to.WriteAsync(piece.AsMemory(0, read), either.Token);
                    await to.FlushAsync(either.Token);
                }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException)
            {
                // How sockets end; the page was told by its own side of it.
            }
        }
    }
}
