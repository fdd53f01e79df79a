using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ParserAdmin.Components.Dialogs.Frame;

internal static class DialogServiceExtensions
{
    /// <summary>Opens a dialog and waits until it is closed.</summary>
    /// <returns>Whether what it asks for was done.</returns>
    public static async Task<bool> AskAsync<TDialog>(
        this IDialogService dialogs,
        string title,
        MaxWidth width,
        params (string Name, object? Value)[] parameters
    )
        where TDialog : IComponent
    {
        var given = new DialogParameters();
        foreach (var (name, value) in parameters)
            given.Add(name, value);
        var options = new DialogOptions
        {
            MaxWidth = width,
            FullWidth = true,
            CloseOnEscapeKey = true,
            CloseButton = true,
            BackdropClick = false,
        };
        var dialog = await dialogs.ShowAsync<TDialog>(title, given, options);
        return await dialog.Result is { Canceled: false };
    }
}
