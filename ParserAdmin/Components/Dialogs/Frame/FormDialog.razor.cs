using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ParserAdmin.Components.Dialogs.Frame;

/// <summary>The frame of a dialog with a form: its fields, why it was refused, the way back and the way on.</summary>
public sealed partial class FormDialog
{
    private readonly string _form = $"form-{Guid.NewGuid():n}";

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string Submit { get; set; }

    [Parameter]
    public string CancelText { get; set; } = "Cancel";

    /// <summary>What it does cannot be taken back.</summary>
    [Parameter]
    public bool Danger { get; set; }

    /// <summary>
    /// A field asks for the focus from the start. Else the dialog itself has it, so that no key goes to the page below; both at once would
    /// be a race for it.
    /// </summary>
    [Parameter]
    public bool FieldFirst { get; set; }

    /// <summary>It cannot be sent yet, or is on its way.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public string? Refusal { get; set; }

    [Parameter]
    public EventCallback OnSubmit { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
