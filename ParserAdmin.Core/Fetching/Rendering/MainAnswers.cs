using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>Hears with which status the page itself came, each time that it goes on elsewhere.</summary>
internal sealed class MainAnswers : IDisposable
{
    private readonly IPage _page;
    private volatile IResponse? _last;

    public MainAnswers(IPage page)
    {
        _page = page;
        page.Response += Hear;
    }

    /// <summary>0 before any answer.</summary>
    public int Status => _last?.Status ?? 0;

    /// <summary>Where the last answer came from; the page's own address says nothing where Chromium shows an error of its own.</summary>
    public Uri? Address => Uri.TryCreate(_last?.Url, UriKind.Absolute, out var address) ? address : null;

    public void Dispose() => _page.Response -= Hear;

    private void Hear(object? sender, IResponse response)
    {
        if (response.Request.IsNavigationRequest && response.Frame == _page.MainFrame)
            _last = response;
    }
}
