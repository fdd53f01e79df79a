using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;

namespace ParserAdmin.Components.Shared.Scripts;

/// <summary>
/// The one way to the scripts in a person's browser. Whoever closes a page ends the calls that are under way or still to come; that is a
/// cancellation, which Blazor takes as what it is. A <see cref="JSDisconnectedException"/> it would log as a fault of the program.
/// </summary>
internal sealed class ScriptModule : IAsyncDisposable
{
    private readonly IJSObjectReference _module;
    private readonly CancellationToken _closing;

    private ScriptModule(IJSObjectReference module, CancellationToken closing) => (_module, _closing) = (module, closing);

    /// <param name="closing">Ends this call and all later ones.</param>
    /// <returns>Null where there is no browser, as in a test.</returns>
    public static async Task<ScriptModule?> ImportAsync(IJSRuntime js, string file, CancellationToken closing = default) =>
        await CallAsync(() => js.InvokeAsync<IJSObjectReference?>("import", closing, file)) is { } module
            ? new ScriptModule(module, closing)
            : null;

    /// <summary>The browser's own question, which holds until it is answered.</summary>
    public static Task<bool> ConfirmAsync(IJSRuntime js, string question, CancellationToken closing) =>
        CallAsync(() => js.InvokeAsync<bool>("confirm", closing, question));

    public Task<T> InvokeAsync<T>(string function, params object?[] arguments) =>
        CallAsync(() => _module.InvokeAsync<T>(function, _closing, arguments));

    public Task InvokeVoidAsync(string function, params object?[] arguments) => InvokeAsync<IJSVoidResult>(function, arguments);

    /// <summary>One more call, though the page is closing; then it lets go.</summary>
    public async ValueTask CloseAsync(string function, params object?[] arguments)
    {
        try
        {
            await CallAsync(() => _module.InvokeAsync<IJSVoidResult>(function, CancellationToken.None, arguments));
            await CallAsync(LetGoAsync);
        }
        catch (OperationCanceledException)
        {
            // The browser is gone, and the module with it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await CallAsync(LetGoAsync);
        }
        catch (OperationCanceledException)
        {
            // As above.
        }
    }

    private async ValueTask<object?> LetGoAsync()
    {
        await _module.DisposeAsync();
        return null;
    }

    private static async Task<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (JSDisconnectedException gone)
        {
            throw new OperationCanceledException("The page was closed.", gone);
        }
    }
}
