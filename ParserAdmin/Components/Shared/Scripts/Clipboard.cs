using Microsoft.JSInterop;

namespace ParserAdmin.Components.Shared.Scripts;

/// <summary>Copies to the clipboard of whoever looks at the page.</summary>
internal static class Clipboard
{
    /// <returns>Whether the browser let the page copy.</returns>
    public static Task<bool> CopyAsync(IJSRuntime js, string text) => CallAsync(js, "copy", text);

    /// <summary>Copies what lies at an address of this site; it does not come by way of the circuit.</summary>
    /// <returns>As of <see cref="CopyAsync"/>.</returns>
    public static Task<bool> CopyFromAsync(IJSRuntime js, string address) => CallAsync(js, "copyFrom", address);

    private static async Task<bool> CallAsync(IJSRuntime js, string function, string argument)
    {
        await using var script = await ScriptModule.ImportAsync(js, "./js/clipboard.js");
        return script is not null && await script.InvokeAsync<bool>(function, argument);
    }
}
