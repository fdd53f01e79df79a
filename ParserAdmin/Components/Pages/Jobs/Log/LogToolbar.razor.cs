using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>What a person does with a log: choose levels, find, wrap, copy, download, follow.</summary>
public sealed partial class LogToolbar
{
    [Parameter, EditorRequired]
    public required JobLogIndex Index { get; set; }

    [Parameter, EditorRequired]
    public required Guid JobId { get; set; }

    [Parameter]
    public string Find { get; set; } = "";

    /// <summary>At which hit the person is, from 1; 0 for none yet.</summary>
    [Parameter]
    public int At { get; set; }

    [Parameter]
    public int Hits { get; set; }

    /// <summary>There are more hits than are kept.</summary>
    [Parameter]
    public bool MoreHits { get; set; }

    [Parameter]
    public bool Wrap { get; set; }

    [Parameter]
    public bool Following { get; set; }

    [Parameter]
    public EventCallback<IReadOnlyCollection<JobLogLevel>> OnLevels { get; set; }

    [Parameter]
    public EventCallback<string> OnFind { get; set; }

    [Parameter]
    public EventCallback OnNext { get; set; }

    [Parameter]
    public EventCallback OnPrevious { get; set; }

    [Parameter]
    public EventCallback OnWrap { get; set; }

    [Parameter]
    public EventCallback<bool> OnFollow { get; set; }

    [Parameter]
    public EventCallback OnCopy { get; set; }

    private string Found =>
        Hits == 0 ? "nothing found"
        : At == 0 ? $"{Number(Hits)}{(MoreHits ? "+" : "")} found"
        : $"{Number(At)} of {Number(Hits)}{(MoreHits ? "+" : "")}";

    private Task OnKeyAsync(KeyboardEventArgs pressed) =>
        pressed.Key != "Enter" ? Task.CompletedTask
        : pressed.ShiftKey ? OnPrevious.InvokeAsync()
        : OnNext.InvokeAsync();

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
