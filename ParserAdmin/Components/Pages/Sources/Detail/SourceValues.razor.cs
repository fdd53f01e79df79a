using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
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
    private IReadOnlyList<SettingState>? _settings;
    private int _version = -1;
    private string? _message;
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

    protected override async Task OnParametersSetAsync()
    {
        if (_version == Source.Version)
            return;
        _version = Source.Version;
        await ReadAsync();
    }

    private async Task ReadAsync() =>
        _settings = SourceDefinitionReader.Read(Source.Definition).Definition is { } definition
            ? await Settings.ShowAsync(Source.Id, definition, CancellationToken.None)
            : [];

    private void Change(SettingState setting, ChangeEventArgs change)
    {
        _message = null;
        var text = change.Value as string ?? "";
        // An empty field takes the value away; an untouched secret's field is empty, too, and keeps it.
        if (setting.Type == SettingType.Secret && text.Length == 0)
            _changed.Remove(setting.Name);
        else
            _changed[setting.Name] = text.Length == 0 ? null : text;
    }

    private async Task SaveAsync()
    {
        if (_busy || _changed.Count == 0)
            return;
        _busy = true;
        try
        {
            var sent = new Dictionary<string, string?>(_changed);
            var result = await Commands.SetAsync(
                await CurrentActor.GetAsync(CancellationToken.None),
                Source.Id,
                sent,
                CancellationToken.None
            );
            _refused = !result.Succeeded;
            _message = result.Succeeded ? "Saved. The next job uses these values." : result.Message;
            if (!result.Succeeded)
                return;

            // What was typed while this was under way is not stored yet, and not lost.
            foreach (var (name, value) in sent)
            {
                if (_changed.TryGetValue(name, out var now) && now == value)
                    _changed.Remove(name);
            }

            await ReadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
