using Microsoft.Playwright;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>Hears with which status the page itself came, each time that it goes on elsewhere.</summary>
internal sealed class MainAnswers : IDisposable
{
    private readonly IPage _page;
    private volatile int _status;

    public MainAnswers(IPage page)
    {
        _page = page;
        page.Response += Hear;
    }

    public int Status => _status;

    public void Dispose() => _page.Response -= Hear;

    private void Hear(object? sender, IResponse response)
    {
        if (response.Request.IsNavigationRequest && response.Frame == _page.MainFrame)
            _status = response.Status;
    }
}
