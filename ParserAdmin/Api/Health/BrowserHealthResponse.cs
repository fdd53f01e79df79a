using ParserAdmin.Core.Fetching.Rendering.Browsers;

namespace ParserAdmin.Api.Health;

/// <summary>This node's browser, for sources with <c>renderer: browser</c>.</summary>
/// <param name="Status"><c>missing</c> (no Chromium here), <c>idle</c> (not needed now), <c>ok</c> (running), <c>failing</c> (does not
/// start).</param>
/// <param name="Pages">Rendered since the program started.</param>
/// <param name="MemoryBytes">Null while it does not run.</param>
/// <param name="Message">What to do, where something is wrong.</param>
internal sealed record BrowserHealthResponse(
    string Status,
    string? Version,
    int OpenPages,
    long Pages,
    int Crashes,
    long? MemoryBytes,
    string? Message
)
{
    public static BrowserHealthResponse Of(BrowserState state) =>
        new(state.Status, state.Version, state.OpenPages, state.Pages, state.Crashes, state.MemoryBytes, state.Problem);
}
