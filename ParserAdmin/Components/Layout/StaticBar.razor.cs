using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Layout;

/// <summary>
/// The part of the top bar that is plain HTML: STOP, theme, account. It needs no circuit; while there is one, <c>stop.js</c> sends the
/// click through it, and posts the form when that gives no answer.
/// </summary>
public sealed partial class StaticBar
{
    private Actor? _actor;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private bool MayStop => _actor?.May(Role.Operator) == true;

    private string StopTitle =>
        MayStop
            ? "Emergency stop: cancels every running job and lets nothing start. No confirmation. Shift+Esc."
            : "Needs the role operator. Ask an admin.";

    protected override async Task OnInitializedAsync()
    {
        if (Http?.User.Identity?.IsAuthenticated != false)
            _actor = await CurrentActor.GetAsync(Http?.RequestAborted ?? CancellationToken.None);
    }
}
