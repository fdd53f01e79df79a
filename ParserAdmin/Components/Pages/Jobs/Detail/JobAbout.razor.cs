using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Components.Pages.Jobs.Detail;

/// <summary>Who asked for a job, when it ran, and where.</summary>
public sealed partial class JobAbout
{
    [Parameter, EditorRequired]
    public required JobSnapshot Job { get; set; }

    [Parameter]
    public DateTime Now { get; set; }
}
