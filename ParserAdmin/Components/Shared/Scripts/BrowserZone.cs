using Microsoft.JSInterop;

namespace ParserAdmin.Components.Shared.Scripts;

/// <summary>The time zone of the person's browser.</summary>
internal static class BrowserZone
{
    /// <summary>Asks the browser once; UTC when it does not say, or says a zone that this machine does not know.</summary>
    public static async Task<TimeZoneInfo> ReadAsync(IJSRuntime js)
    {
        try
        {
            await using var module = await ScriptModule.ImportAsync(js, "./js/browser-zone.js");
            var name = module is null ? null : await module.InvokeAsync<string?>("zone");
            return name is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
        }
        catch (JSException)
        {
            return TimeZoneInfo.Utc;
        }
    }
}
