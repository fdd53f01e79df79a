using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Auth;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Components.Dialogs.People;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.People;
using ParserAdmin.Core.People.SecondFactor;
using QRCoder;

namespace ParserAdmin.Components.Pages.Account;

/// <summary>Sets up and takes off the person's second factor.</summary>
public sealed partial class FactorPanel
{
    private string? _secret;
    private string? _picture;
    private string _code = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private FactorCommands Factors { get; set; } = default!;

    [Inject]
    private ICurrentActor Current { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Person Me { get; set; }

    /// <summary>This browser's, which stays signed in.</summary>
    [Parameter]
    public Guid? Session { get; set; }

    private void Begin()
    {
        (_secret, _code, _refusal) = (Totp.NewSecret(), "", null);
        using var made = QRCodeGenerator.GenerateQrCode(Totp.Address(_secret, Me.Email), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(made);
        _picture = $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(8))}";
    }

    private async Task ConfirmAsync()
    {
        if (_busy || _secret is not { } secret)
            return;
        _busy = true;
        CommandResult<IReadOnlyList<string>> result;
        try
        {
            var actor = await Current.GetAsync(CancellationToken.None);
            result = await Factors.SetUpAsync(actor, secret, _code.Trim(), Session, CancellationToken.None);
            _refusal = result.Message;
        }
        finally
        {
            _busy = false;
        }

        if (!result.Succeeded)
            return;
        (_secret, _picture) = (null, null);
        await ShowAsync(result.Value);
    }

    private async Task RenewCodesAsync()
    {
        IReadOnlyList<string>? made = null;
        await AskAsync<IReadOnlyList<string>>(
            "New recovery codes",
            "You get ten new codes. Those from before open nothing any more.",
            "Make new codes",
            false,
            (actor, password) => Factors.RenewCodesAsync(actor, password, CancellationToken.None),
            codes => made = codes
        );
        if (made is not null)
            await ShowAsync(made);
    }

    private Task TurnOffAsync() =>
        AskAsync<Person>(
            "Turn the second factor off",
            "From now on your password is enough to sign in.",
            "Turn off",
            true,
            (actor, password) => Factors.TurnOffAsync(actor, password, CancellationToken.None),
            null
        );

    private Task AskAsync<T>(
        string title,
        string text,
        string submit,
        bool danger,
        Func<Actor, string, Task<CommandResult<T>>> act,
        Action<T>? done
    ) =>
        Dialogs.AskAsync<PasswordDialog<T>>(
            title,
            MaxWidth.Small,
            (nameof(PasswordDialog<T>.Text), text),
            (nameof(PasswordDialog<T>.Submit), submit),
            (nameof(PasswordDialog<T>.Danger), danger),
            (nameof(PasswordDialog<T>.Act), act),
            (nameof(PasswordDialog<T>.Done), done)
        );

    private Task ShowAsync(IReadOnlyList<string> codes) =>
        SecretDialog.ShowAsync(
            Dialogs,
            "Recovery codes",
            "Each stands in for your phone, once. Keep them where you find them without it; they are not shown again.",
            "Recovery codes",
            string.Join('\n', codes)
        );
}
