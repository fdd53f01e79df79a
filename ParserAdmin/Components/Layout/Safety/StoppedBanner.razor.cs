using Microsoft.AspNetCore.Components;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>Who stopped everything, when and why; who has obeyed; and the way back.</summary>
public sealed partial class StoppedBanner
{
    private string _reason = "";

    [Parameter, EditorRequired]
    public required SafetyView View { get; set; }

    [Parameter]
    public DateTime? Now { get; set; }

    /// <summary>The person at this browser has just stopped everything and is asked why; nothing waits for the answer.</summary>
    [Parameter]
    public bool AskReason { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    [Parameter]
    public bool MayReset { get; set; }

    [Parameter]
    public bool MayExplain { get; set; }

    [Parameter]
    public string? ResetTitle { get; set; }

    [Parameter]
    public EventCallback OnReset { get; set; }

    [Parameter]
    public EventCallback<string> OnReason { get; set; }

    [Parameter]
    public EventCallback OnAsk { get; set; }

    [Parameter]
    public EventCallback OnLater { get; set; }

    private Task SendAsync() => string.IsNullOrWhiteSpace(_reason) ? Task.CompletedTask : OnReason.InvokeAsync(_reason.Trim());
}
