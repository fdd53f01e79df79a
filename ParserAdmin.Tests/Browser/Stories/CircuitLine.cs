using Microsoft.Playwright;

namespace ParserAdmin.Tests.Browser.Stories;

/// <summary>The live connection of one browser, which a test cuts while all else still reaches the server.</summary>
internal sealed class CircuitLine
{
    /// <summary>As something between browser and server ends it, without a word of either.</summary>
    private static readonly WebSocketRouteCloseOptions Broken = new() { Code = 1011, Reason = "cut by the test" };

    private readonly Lock _lock = new();
    private readonly List<IWebSocketRoute> _sides = [];
    private bool _isCut;

    private CircuitLine() { }

    /// <summary>Before the first page is opened: what is connected already cannot be cut.</summary>
    public static async Task<CircuitLine> OfAsync(IBrowserContext context)
    {
        var line = new CircuitLine();
        await context.RouteWebSocketAsync("**/_blazor**", line.Take);
        return line;
    }

    /// <summary>Ends the connection, and refuses every new one until <see cref="Mend"/>.</summary>
    public async Task CutAsync()
    {
        List<IWebSocketRoute> sides;
        lock (_lock)
        {
            _isCut = true;
            sides = [.. _sides];
            _sides.Clear();
        }

        foreach (var side in sides)
            await side.CloseAsync(Broken);
    }

    public void Mend()
    {
        lock (_lock)
            _isCut = false;
    }

    private void Take(IWebSocketRoute page)
    {
        lock (_lock)
        {
            if (!_isCut)
            {
                _sides.AddRange([page, page.ConnectToServer()]);
                return;
            }
        }

        _ = page.CloseAsync(Broken);
    }
}
