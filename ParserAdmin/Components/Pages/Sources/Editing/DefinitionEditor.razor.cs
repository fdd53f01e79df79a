using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>
/// A definition's text: read, checked and saved. What is refused stays in the field, with each error's place; what is not saved yet is a
/// draft that the browser keeps.
/// </summary>
public sealed partial class DefinitionEditor : IAsyncDisposable
{
    private const string LeaveWords =
        "Your changes of the definition are not saved; this browser keeps them as a draft. Leave all the same?";
    private readonly CancellationTokenSource _closing = new();
    private ElementReference _area;
    private ElementReference _code;
    private ElementReference _gutter;
    private DefinitionScript? _script;
    private IReadOnlyList<DefinitionError> _errors = [];
    private Source? _stored;
    private Source? _met;
    private string _base = "";
    private string _text = "";
    private string? _said;
    private bool _good;
    private int? _showLine;
    private bool _busy;
    private bool _isOldDraft;

    [Inject]
    private CommandRunner Runner { get; set; } = default!;

    [Inject]
    private SourceCommands Sources { get; set; } = default!;

    [Inject]
    private DefinitionInspector Inspector { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The person may change it, only not here: the page says where.</summary>
    [Parameter]
    public bool MaySomewhere { get; set; }

    [CascadingParameter]
    private TimeZoneInfo? Zone { get; set; }

    /// <summary>Called with the text after each change, after a short pause also while it is typed.</summary>
    [Parameter]
    public EventCallback<string> OnEdited { get; set; }

    private bool IsDirty => _text != _base;

    /// <summary>
    /// Under what the browser keeps a draft; each template has its own, until it is saved: then it is that source's.
    /// </summary>
    private string DraftKey =>
        $"definition-draft:{(Source ?? _stored)?.Id ?? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Template)))[..12]}";

    private int Version => _stored?.DefinitionVersion ?? 0;

    /// <summary>The source as it is stored: a refusal may know of it before the page does.</summary>
    private Source? Latest => _met is { } met && Source is { } source && met.DefinitionVersion > source.DefinitionVersion ? met : Source;

    /// <summary>What somebody else stored while this definition was being edited.</summary>
    private Source? Theirs => IsDirty && Latest is { } latest && latest.Definition != _base ? latest : null;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _closing.Dispose();
        if (_script is not null)
            await _script.DisposeAsync();
    }

    /// <summary>Puts a text that the person asked for into the field; it is not stored until they save it.</summary>
    /// <param name="line">The line to show, from 1.</param>
    internal async Task WriteAsync(string text, string said, int line)
    {
        (_text, _showLine) = (text, line);
        (_errors, _said, _good) = (SourceDefinitionReader.Read(text).Errors, said, true);
        StateHasChanged();
        await OnEdited.InvokeAsync(text);
    }

    protected override void OnParametersSet()
    {
        if (_stored is null && Source is null && _base.Length == 0)
            _base = _text = Template;

        if (Source is not { } source)
            return;

        // A pause moves the version, but only another text is a conflict; a field that nobody edited just follows what is stored.
        if (source.Definition == _base)
            _stored = source;
        else if (!IsDirty)
            Adopt(source);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!CanEdit)
            return;
        if (_script is null)
        {
            _script = new DefinitionScript(Js, _closing.Token);
            await TakeDraftAsync(await _script.AttachAsync(_area, _gutter, _code, DraftKey, Version));
        }

        await MarkAsync();
        if (_showLine is { } line)
        {
            _showLine = null;
            await _script.MoveToAsync(line, 1);
        }
    }

    /// <summary>What was typed and not saved before the page was left, or read anew, is in the field again.</summary>
    private async Task TakeDraftAsync(DefinitionDraft? draft)
    {
        if (draft is null || IsDirty || draft.Text == _text)
            return;
        var from = $"The draft of {Times.Local(draft.At.UtcDateTime, Zone ?? TimeZoneInfo.Utc)} is back; it is not saved.";
        (_text, _errors) = (draft.Text, SourceDefinitionReader.Read(draft.Text).Errors);
        (_isOldDraft, _good) = (draft.Version != Version, draft.Version == Version);
        _said = _good ? from : $"{from} The definition was changed since then, and saving the draft undoes that. What it would change:";
        StateHasChanged();
        await OnEdited.InvokeAsync(_text);
    }

    private async Task TakeAsync(ChangeEventArgs change)
    {
        var text = (change.Value as string ?? "").ReplaceLineEndings("\n");
        if (text == _text)
            return;
        _text = text;

        // Without the samples: half a change fails them all.
        (_errors, _said, _isOldDraft) = (SourceDefinitionReader.Read(text).Errors, null, false);
        await OnEdited.InvokeAsync(text);
    }

    private Task MarkAsync() => _script?.MarkAsync(_errors, IsDirty, DraftKey, Version) ?? Task.CompletedTask;

    private void Adopt(Source source)
    {
        _stored = source;
        _base = _text = source.Definition;
    }

    private async Task LoadStoredAsync()
    {
        if (Latest is { } source)
            Adopt(source);
        (_text, _said, _errors) = (_base, null, []);
        await OnEdited.InvokeAsync(_text);
    }

    private async Task CheckAsync()
    {
        var read = await Inspector.InspectAsync(_text, null, _closing.Token);
        _errors = read.Errors;
        (_good, _said) = (read.IsValid, DefinitionWords.Of(read));
    }

    /// <summary>The person has seen what the other one stored, and puts their own in its place.</summary>
    private Task SaveInPlaceAsync()
    {
        if (Theirs is { } theirs)
            (_stored, _base) = (theirs, theirs.Definition);
        return SaveAsync();
    }

    private async Task SaveAsync()
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            var text = _text;
            var result = await Runner.RunAsync(
                (actor, token) => Sources.SaveAsync(actor, text, Source?.Id, Version, token),
                saved => $"{saved.Name} is saved.",
                _closing.Token
            );
            if (result is { Succeeded: true })
            {
                var typed = _text;
                Adopt(result.Value);
                (_errors, _said, _good) = ([], "Saved.", true);

                // Typed while it was being saved: not saved yet, and not lost.
                if (typed != text)
                    (_text, _said, _errors) = (typed, "Saved, without what was typed since.", SourceDefinitionReader.Read(typed).Errors);

                // Before whoever hears of it leaves the page: what is stored is no draft any more.
                await MarkAsync();
                await OnSaved.InvokeAsync(result.Value);
            }
            else if (result is not null)
            {
                await RefusedAsync(result, text);
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The page was closed while the command was on its way; the trail says how it ended.
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task RefusedAsync(CommandResult<Source> result, string text)
    {
        if (result is { Status: CommandStatus.Conflict, Value: { } current } && Source is not null)
            _met = current;
        _errors = result.Status == CommandStatus.Unprocessable ? (await Inspector.InspectAsync(text, null, _closing.Token)).Errors : [];
        _said =
            _errors.Count > 0 ? $"Not saved. {DefinitionWords.Count(_errors)}"
            : Theirs is null ? $"Not saved. {result.Message}"
            : "Not saved.";
        _good = false;
    }

    private Task ShowAsync(DefinitionError error) => _script?.MoveToAsync(error.Line, error.Column) ?? Task.CompletedTask;

    private async Task ConfirmLeavingAsync(LocationChangingContext leaving)
    {
        if (IsDirty && !await ScriptModule.ConfirmAsync(Js, LeaveWords, _closing.Token))
        {
            leaving.PreventNavigation();
        }
    }
}
