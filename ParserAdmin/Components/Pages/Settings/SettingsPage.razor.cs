using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.Settings;

/// <summary>Every interval, limit and flag, editable by an admin. What somebody else saves meanwhile shows at once and never overwrites an entry.</summary>
public sealed partial class SettingsPage
{
    private ParserSettings? _settings;
    private SettingsForm _form = new(new ParserSettings());
    private string _reason = "";
    private string? _refusal;

    [Inject]
    private SettingsStore Store { get; set; } = default!;

    [Inject]
    private SafetyCommands Safety { get; set; } = default!;

    private bool MaySave =>
        May(Role.Admin) && !Busy && _form.IsValid && _settings is { } now && _form.Differs(now) && !string.IsNullOrWhiteSpace(_reason);

    protected override bool Wants(IEvent raised) => raised is SettingsChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var first = _settings is null;
        _settings = await Store.ReadAsync(cancellationToken);
        if (first)
            _form = new SettingsForm(_settings);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        Take(((SettingsChanged)batch[^1]).Settings);
        return Task.CompletedTask;
    }

    private void Take(ParserSettings now)
    {
        // Where nothing was entered there is nothing to keep.
        if (_settings is { } before && !_form.Differs(before))
            _form = new SettingsForm(now);
        _settings = now;
    }

    private async Task SaveAsync()
    {
        if (_settings is not { } shown || !MaySave)
            return;
        _refusal = null;
        var result = await RunAsync(
            (actor, token) => Safety.ChangeAsync(actor, _form.PatchFor(shown), _reason.Trim(), shown.Version, token),
            _ => "The settings are stored and in force.");
        if (result is { Succeeded: true, Value: { } stored })
            (_settings, _form, _reason) = (stored, new SettingsForm(stored), "");
        else
            _refusal = result?.Message;
    }

    private static string Hint(SettingsLimit limit, ParserSettings settings) => $"{limit.Minimum} to {limit.Maximum}; now {limit.Get(settings)}";
}
