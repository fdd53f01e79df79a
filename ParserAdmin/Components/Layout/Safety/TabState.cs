using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>What the browser's tab says of the program, for those who look at another one.</summary>
/// <param name="Word">The beginning of the tab's title.</param>
/// <param name="Icon">Its address.</param>
public sealed record TabState(string Word, string Icon)
{
    /// <summary>Null while nothing is known.</summary>
    /// <param name="stoppedHere">This node may do nothing, whatever the settings say or could not say.</param>
    public static TabState? Of(ParserSettings? settings, bool stoppedHere) =>
        stoppedHere || settings is { Stopped: true } ? new("STOPPED", "favicon-stopped.svg")
        : settings is null ? null
        : settings.Mode == ParserMode.Auto ? new("Auto", "favicon-auto.svg")
        : new("Manual", "favicon-manual.svg");
}
