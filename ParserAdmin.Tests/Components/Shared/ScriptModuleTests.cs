using Microsoft.JSInterop;
using ParserAdmin.Components.Shared.Scripts;
using Xunit;

namespace ParserAdmin.Tests.Components.Shared;

/// <summary>A page that is closed is no fault: whatever call it ends, at whatever moment, is cancelled.</summary>
public sealed class ScriptModuleTests : IAsyncDisposable
{
    private readonly LeavingBrowser _browser = new();

    [Fact]
    public async Task Import_PageClosed_IsCancelled()
    {
        _browser.IsGone = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ScriptModule.ImportAsync(_browser, "/js/keys.js"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ScriptModule.ConfirmAsync(_browser, "Leave?", CancellationToken.None)
        );
    }

    [Fact]
    public async Task Call_PageClosedAfterTheImport_IsCancelled()
    {
        var module = await ScriptModule.ImportAsync(_browser, "/js/keys.js");
        _browser.IsGone = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => module!.InvokeVoidAsync("begin", "field"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => module!.InvokeAsync<string>("zone"));
    }

    [Fact]
    public async Task Dispose_PageClosed_SaysNothing()
    {
        var module = await ScriptModule.ImportAsync(_browser, "/js/keys.js");
        _browser.IsGone = true;

        await module!.CloseAsync("detach");
        await module.DisposeAsync();

        Assert.Equal(["import", "detach", "dispose"], _browser.Calls);
    }

    [Fact]
    public async Task Close_PageStillThere_CallsOnceMoreThoughItsCallsAreOver()
    {
        using var closing = new CancellationTokenSource();
        var module = await ScriptModule.ImportAsync(_browser, "/js/keys.js", closing.Token);
        await closing.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => module!.InvokeVoidAsync("mark"));
        await module!.CloseAsync("detach");

        Assert.Equal(["import", "detach", "dispose"], _browser.Calls);
    }

    public ValueTask DisposeAsync()
    {
        _browser.IsGone = false;
        return _browser.DisposeAsync();
    }

    /// <summary>A browser that goes when the test says so.</summary>
    private sealed class LeavingBrowser : IJSRuntime, IJSObjectReference
    {
        public bool IsGone { get; set; }

        public List<string> Calls { get; } = [];

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Calls.Add(identifier);
            ThrowIfGone();
            return new ValueTask<TValue>(typeof(TValue) == typeof(IJSObjectReference) ? (TValue)(object)this : default!);
        }

        public ValueTask DisposeAsync()
        {
            Calls.Add("dispose");
            ThrowIfGone();
            return ValueTask.CompletedTask;
        }

        private void ThrowIfGone()
        {
            if (IsGone)
                throw new JSDisconnectedException("The circuit has disconnected and is being disposed.");
        }
    }
}
