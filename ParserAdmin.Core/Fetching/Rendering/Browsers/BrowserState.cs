namespace ParserAdmin.Core.Fetching.Rendering.Browsers;

/// <summary>How this node's browser is.</summary>
/// <param name="Status"><c>missing</c> (no Chromium on this machine), <c>idle</c> (there, not started), <c>ok</c> (running), <c>failing</c>
/// (it could not be started).</param>
/// <param name="Version">Of the browser, once it has run.</param>
/// <param name="OpenPages">Pages being rendered now.</param>
/// <param name="Pages">Pages rendered since the program started.</param>
/// <param name="Crashes">Browsers that ended by themselves, or were ended because of their memory.</param>
/// <param name="MemoryBytes">Of all processes of the browser, shared memory not counted; null while it does not run.</param>
/// <param name="Problem">What the last start failed with, or what to install.</param>
public sealed record BrowserState(
    string Status,
    string? Version,
    int OpenPages,
    long Pages,
    int Crashes,
    long? MemoryBytes,
    string? Problem
);
