using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>
/// A web socket of a page: opened like any request, then carried both ways until either side, or the page, ends. What the page sends on it
/// is as good as a request: it goes out with a fresh answer of the gate, and the first refusal cuts the socket.
/// </summary>
internal static class RelaySocket
{
    private const int Piece = 16 * 1024;

    public static async Task CarryAsync(
        HttpContext context,
        Exchange exchange,
        Uri address,
        RenderContext render,
        FetchTally tally,
        CancellationToken cancellationToken
    )
    {
        var upgrade = context.Features.GetRequiredFeature<IHttpUpgradeFeature>();
        RelayAnswer.CopyHead(exchange.Response, context.Response);
        context.Response.Headers.Upgrade = "websocket";
        await using var site = await exchange.Response.Content.ReadAsStreamAsync(cancellationToken);
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
                    else
                        await exchange.Answer.DemandAsync(either.Token);
                    render.DemandBytes(address, read);
                    await to.WriteAsync(piece.AsMemory(0, read), either.Token);
                    await to.FlushAsync(either.Token);
                }
            }
            catch (Exception end) when (end is IOException or OperationCanceledException and not GateRefusedException)
            {
                // How sockets end; the page was told by its own side of it.
            }
        }
    }
}
