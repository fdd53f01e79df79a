using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Core.People.Passwords;

namespace ParserAdmin.Components.Pages.Account;

/// <summary>Changes the person's own password.</summary>
public sealed partial class PasswordPanel
{
    private string _current = "";
    private string _password = "";
    private string _repeated = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private PasswordCommands Passwords { get; set; } = default!;

    [Inject]
    private ICurrentActor Current { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    /// <summary>This browser's, which stays signed in.</summary>
    [Parameter]
    public Guid? Session { get; set; }

    private async Task ChangeAsync()
    {
        if (_busy)
            return;
        if (_password != _repeated)
        {
            _refusal = "The two new passwords differ. Type the same one twice.";
            return;
        }

        _busy = true;
        try
        {
            var actor = await Current.GetAsync(CancellationToken.None);
            var changed = await Passwords.ChangeAsync(actor, _current, _password, Session, CancellationToken.None);
            _refusal = changed.Message;
            if (!changed.Succeeded)
                return;
            (_current, _password, _repeated) = ("", "", "");
            Snackbar.Add("Done: Your password is changed. Other browsers are signed out.", Severity.Success);
        }
        finally
        {
            _busy = false;
        }
    }
}
