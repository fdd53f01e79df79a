using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Dialogs;

/// <summary>The dialogs of the safety bar, for whoever else leads to them.</summary>
internal static class SafetyDialogs
{
    /// <param name="version">Of the settings that the person decides on.</param>
    public static Task AskModeAsync(this IDialogService dialogs, ParserMode target, long version) =>
        dialogs.AskAsync<ModeDialog>(
            target == ParserMode.Auto ? "Switch to auto" : "Switch to manual",
            target == ParserMode.Auto ? MaxWidth.Medium : MaxWidth.Small,
            (nameof(ModeDialog.Target), target),
            (nameof(ModeDialog.Version), version)
        );

    public static Task AskResetAsync(this IDialogService dialogs, long version) =>
        dialogs.AskAsync<ResetDialog>("Reset the emergency stop", MaxWidth.Small, (nameof(ResetDialog.Version), version));
}
