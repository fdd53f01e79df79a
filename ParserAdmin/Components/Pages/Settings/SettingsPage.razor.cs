using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared.Controls;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Components.Pages.Settings;

/// <summary>
/// Every interval, limit and flag, editable by an admin, who sees what will change before it is saved. What somebody else saves
/// meanwhile shows at once and never overwrites an entry.
/// </summary>
public sealed partial class SettingsPage
{
    /// <summary>Where the switch of the automatic updates stands, beside their interval.</summary>
    private const string UpdatesGroup = "Intervals";
    private const string ZoneGroup = "Time zone";
    private static readonly string[] Sections = [.. SettingsLimits.All.Select(limit => limit.Group).Distinct(), ZoneGroup];
    private ParserSettings? _settings;
    private SettingsForm _form = new(new ParserSettings());
    private string _reason = "";
    private string? _refusal;

    [Inject]
    private SettingsStore Store { get; set; } = default!;

    [Inject]
    private SafetyCommands Safety { get; set; } = default!;

    private string? Refusal => RoleWords.Refusal(Role.Admin, Person);

    private bool ReadOnly => Refusal is not null;

    private bool MaySave => !ReadOnly && !Busy && _form.IsValid && _form.Own.Count > 0 && !string.IsNullOrWhiteSpace(_reason);

    private string SaveTitle =>
        Refusal
        ?? (
            !_form.IsValid ? "Mend what is marked first."
            : string.IsNullOrWhiteSpace(_reason) ? "Say why first."
            : "Stores what you change; it is in force at once."
        );

    protected override bool Wants(IEvent raised) => raised is SettingsChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var first = _settings is null;
        _settings = await Store.ReadAsync(cancellationToken);
        _form = first ? new SettingsForm(_settings) : _form.With(_settings);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        _settings = ((SettingsChanged)batch[^1]).Settings;
        _form = _form.With(_settings);
        return Task.CompletedTask;
    }

    private async Task SaveAsync()
    {
        if (_settings is not { } shown || !MaySave)
            return;
        _refusal = null;

        // The fields stay open while this is under way: what is typed from here on is of the next save.
        var (patch, entries, reason) = (_form.Patch(), _form.Entries(), _reason);
        var result = await RunAsync(
            (actor, token) => Safety.ChangeAsync(actor, patch, reason.Trim(), shown.Version, token),
            _ => "The settings are stored and in force."
        );
        if (result is { Succeeded: true, Value: { } stored })
            Adopt(stored, entries, reason);
        else
            _refusal = result?.Message;
    }

    private void Adopt(ParserSettings stored, IReadOnlyDictionary<string, string> entries, string reason)
    {
        _form = _form.Saved(stored, entries);
        if (_reason == reason)
            _reason = "";

        // Somebody may have saved after this, and their news may have been quicker.
        if (_settings is { } newer && newer.Version > stored.Version)
            _form = _form.With(newer);
        else
            _settings = stored;
    }

    private static string Anchor(string section) => section.ToLowerInvariant().Replace(' ', '-');

    private static string Hint(SettingsLimit limit, ParserSettings settings) =>
        string.Create(CultureInfo.InvariantCulture, $"{limit.Minimum:N0} to {limit.Maximum:N0}; now {limit.Get(settings):N0}");
}
