using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Components.Layout;

/// <summary>What a person sees in place of a page that threw: words and a way on, never a stack trace.</summary>
public sealed partial class PageFault
{
    private string _reference = "";

    [Inject]
    private ILogger<PageFault> Logger { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Exception Fault { get; set; }

    [Parameter]
    public string Title { get; set; } = "This page failed";

    [Parameter]
    public EventCallback OnRetry { get; set; }

    private string Explanation =>
        StorageFaults.IsOutage(Fault)
            ? "The database did not answer. Look whether it runs and whether its disk is full, then try again."
            : $"A fault in the program. Try again; if it stays, look for {_reference} in the program's own log and report what stands "
                + $"there.";

    protected override void OnInitialized()
    {
        _reference = Guid.NewGuid().ToString("n")[..8];
        Logger.LogError(Fault, "{What} ({Reference})", Title, _reference);
    }
}
