using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Components.Shared.Diff;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Settings;

namespace ParserAdmin.Components.Pages.Sources.Detail;

/// <summary>
/// The values that a source's definition asks for. A stored secret is never read here: its field is empty until someone writes a new one.
/// </summary>
public sealed partial class SourceValues
{
    private readonly Dictionary<string, string?> _changed = [];

    /// <summary>Each value as it was when the person began to write another.</summary>
    private readonly Dictionary<string, SettingState> _begun = [];
    private IReadOnlyList<SettingState>? _settings;
    private Source? _read;
    private string? _message;
    private string? _conflict;
    private bool _refused;
    private bool _busy;

    [Inject]
    private SourceSettings Settings { get; set; } = default!;

    [Inject]
    private SourceSettingCommands Commands { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Parameter, EditorRequired]
    public required Source Source { get; set; }

    [Parameter]
    public bool CanEdit { get; set; }

    /// <summary>What others set meanwhile of that which is written here and not saved.</summary>
    private List<DiffRow> Theirs =>
        [
            .. (_settings ?? [])
                .Where(now => _begun.TryGetValue(now.Name, out var begun) && begun.UpdatedAt != now.UpdatedAt)
                .Select(now => new DiffRow(now.Label ?? now.Name, Shown(_begun[now.Name]), Shown(now) + (IsSecret(now) ? ", anew" : ""))),
        ];

    protected override async Task OnParametersSetAsync()
    {
        // The page reads the source anew whenever something of it changes, its values too, and only then.
        if (ReferenceEquals(_read, Source))
            return;
        _read = Source;
        await ReadAsync();
    }

    private async Task ReadAsync() =>
        _settings = SourceDefinitionReader.Read(Source.Definition).Definition is { } definition
            ? await Settings.ShowAsync(Source.Id, definition, CancellationToken.None)
            : [];

    private static bool IsSecret(SettingState setting) => setting.Type == SettingType.Secret;

    private static string Shown(SettingState setting) => IsSecret(setting) ? (setting.IsSet ? "(stored)" : "(none)") : setting.Value ?? "";

    private void Change(SettingState setting, string text)
    {
        _message = null;
        _begun.TryAdd(setting.Name, setting);

        // An empty field takes the value away; an untouched secret's field is empty, too, and keeps it.
        if (IsSecret(setting) && text.Length == 0)
            Forget(setting.Name);
        else
            _changed[setting.Name] = text.Length == 0 ? null : text;
    }

    private void Forget(string name)
    {
        _changed.Remove(name);
        _begun.Remove(name);
    }

    private async Task SaveAsync()
    {
        if (_busy || _changed.Count == 0)
            return;
        _busy = true;
        try
        {
            var sent = new Dictionary<string, string?>(_changed);

            // Decided on what the page shows now: what others set since the person began is told beside it.
            var seen = _settings!.Where(setting => sent.ContainsKey(setting.Name)).ToDictionary(one => one.Name, one => one.UpdatedAt);
            var result = await Commands.SetAsync(
                await CurrentActor.GetAsync(CancellationToken.None),
                Source.Id,
                sent,
                seen,
                CancellationToken.None
            );
            _refused = !result.Succeeded;
            _conflict = result.Status == CommandStatus.Conflict ? result.Message : null;
            _message =
                result.Succeeded ? "Saved. The next job uses these values."
                : _conflict is null ? result.Message
                : null;
            if (_conflict is not null)
                await ReadAsync();
            if (!result.Succeeded)
                return;

            // What was typed while this was under way is not stored yet, and not lost.
            await ReadAsync();
            foreach (var (name, value) in sent)
            {
                if (_changed.TryGetValue(name, out var now) && now == value)
                    Forget(name);
                else
                    _begun[name] = _settings!.First(setting => setting.Name == name);
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
