using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ParserAdmin.Components.Shared.Scripts;

namespace ParserAdmin.Components.Shared.Logs;

/// <summary>What only the browser can do for a log: scroll.</summary>
/// <typeparam name="TPage">Has <c>OnScrolledAsync(int top, int bottom, bool following)</c> for the script.</typeparam>
internal sealed class LogScript<TPage> : IDisposable
    where TPage : class
{
    private readonly DotNetObjectReference<TPage> _page;
    private readonly ElementReference _box;
    private readonly ScriptModule? _script;

    private LogScript(TPage page, ElementReference box, ScriptModule? script) =>
        (_page, _box, _script) = (DotNetObjectReference.Create(page), box, script);

    /// <returns>Null where the page was closed meanwhile.</returns>
    public static async Task<LogScript<TPage>?> WatchAsync(
        IJSRuntime js,
        TPage page,
        ElementReference box,
        bool following,
        CancellationToken closing
    )
    {
        var script = new LogScript<TPage>(page, box, await ScriptModule.ImportAsync(js, "./js/log-view.js", closing));
        try
        {
            if (script._script is not null)
                await script._script.InvokeVoidAsync("watch", box, script._page, following);
            if (!closing.IsCancellationRequested)
                return script;
        }
        catch
        {
            script.Dispose();
            throw;
        }

        script.Dispose();
        return null;
    }

    public Task SetFollowingAsync(bool following) => _script?.InvokeVoidAsync("setFollowing", _box, following) ?? Task.CompletedTask;

    /// <summary>Scrolls to a row that is drawn.</summary>
    public Task RevealAsync(int row) => _script?.InvokeVoidAsync("reveal", _box, row) ?? Task.CompletedTask;

    // The element is gone with its listeners; only this side has something to let go of.
    public void Dispose() => _page.Dispose();
}
