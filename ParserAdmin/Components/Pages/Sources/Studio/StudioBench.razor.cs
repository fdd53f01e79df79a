using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Components.Pages.Sources.Editing;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Studio;
using ParserAdmin.Core.Studio.Samples;

namespace ParserAdmin.Components.Pages.Sources.Studio;

/// <summary>
/// A definition and, beside it, what it makes of a page that was fetched once: each change is tried on the saved answer. Answers live with
/// the page alone, one for each path.
/// </summary>
public sealed partial class StudioBench : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private readonly Dictionary<string, SavedAnswer> _answers = [];
    private IReadOnlyDictionary<string, PathDefinition> _paths = new Dictionary<string, PathDefinition>();
    private DefinitionEditor? _editor;
    private Preview? _preview;
    private string _text = "";
    private string _path = "";
    private string _address = "";
    private string _pasted = "";
    private string? _refusal;
    private int _selected;
    private bool _isOld;
    private bool _busy;

    // Whatever was begun last is what is shown: an older try may take longer.
    private int _try;

    [Inject]
    private PreviewCommands Previews { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    /// <summary>Why no page may be fetched now; one that is pasted, or was fetched before, may be tried all the same.</summary>
    [Parameter]
    public string? NotNow { get; set; }

    private bool MayFetch => !_busy && CanEdit && NotNow is null;

    private string OwnAddress =>
        _paths.GetValueOrDefault(_path) switch
        {
            { Path: { Length: > 0 } own } => own,
            { Path: not null } => "the first link",
            _ => "https://…",
        };

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override void OnInitialized() => Adopt(Source?.Definition ?? Template);

    private async Task EditAsync(string text)
    {
        _isOld = !Adopt(text) && _preview is not null;
        if (!_isOld && _answers.TryGetValue(_path, out var answer))
            await TryAsync(answer);
    }

    /// <returns>Whether the definition has no error.</returns>
    private bool Adopt(string text)
    {
        _text = text;
        if (SourceDefinitionReader.Read(text).Definition is not { } definition)
            return false;
        _paths = definition.Paths;
        if (!_paths.ContainsKey(_path))
            _path = _paths.Keys.First();
        return true;
    }

    private Task ChoosePathAsync(string? path)
    {
        (_path, _address, _selected, _preview, _refusal) = (path ?? "", "", 0, null, null);
        (_try, _busy) = (_try + 1, false);
        return _answers.TryGetValue(_path, out var answer) ? TryAsync(answer) : Task.CompletedTask;
    }

    private Task FetchAsync() => TryAsync(null);

    private Task GoAsync(string path, Uri address)
    {
        if (!MayFetch)
            return Task.CompletedTask;
        (_path, _address, _selected) = (path, address.AbsoluteUri, 0);
        return TryAsync(null);
    }

    private Task DetailAsync(PreviewRow row) =>
        row.Detail is { } address && _paths.GetValueOrDefault(_path)?.Detail is { } detail
            ? GoAsync(detail.Path, address)
            : Task.CompletedTask;

    private Task PasteAsync()
    {
        // The button cannot be disabled meanwhile: the text arrives with the very click that leaves its field.
        if (_pasted.Length == 0)
        {
            _refusal = "There is nothing to try yet. Paste the page's source into the field first.";
            return Task.CompletedTask;
        }

        if (
            WebAddress.Parse(_address.Length > 0 ? _address : SourceDefinitionReader.Read(_text).Definition?.Links[0].AbsoluteUri) is
            { } address
        )
        {
            return TryAsync(SavedAnswer.OfText(address, _pasted));
        }

        _refusal = $"'{_address}' is no web address. Write where the page came from in full, such as https://example.org/page.";
        return Task.CompletedTask;
    }

    /// <param name="answer">Null fetches the page.</param>
    private async Task TryAsync(SavedAnswer? answer)
    {
        if (_busy)
            return;
        var (mine, text) = (++_try, _text);
        (_busy, _refusal) = (answer is null, null);
        try
        {
            var request = new PreviewRequest(text, _path, _address.Length > 0 ? _address : null, answer);
            var actor = await CurrentActor.GetAsync(_closing.Token);

            // Not on the circuit's own turn: a large page takes its time, and the person types on.
            var result = await Task.Run(() => Previews.RunAsync(actor, request, _closing.Token), _closing.Token);
            if (mine != _try)
                return;
            _refusal = result.Message;
            if (result.Succeeded)
            {
                (_preview, _isOld) = (result.Value, false);
                _answers[_preview.Path] = _preview.Answer;
                _selected = Math.Clamp(_selected, 0, Math.Max(0, _preview.Rows.Count - 1));
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The page was closed under way.
            return;
        }
        finally
        {
            if (mine == _try)
                _busy = false;
        }

        // What was typed meanwhile is tried now.
        if (mine == _try && text != _text)
            await EditAsync(_text);
    }

    private async Task SaveSampleAsync()
    {
        if (_preview is not { } preview || _editor is not { } editor || SourceDefinitionReader.Read(_text).Definition is not { } definition)
            return;
        var (text, problem) = SampleWriter.Add(_text, definition, preview);
        _refusal = problem;
        if (text is null)
            return;
        await editor.WriteAsync(
            text,
            $"A sample of the path {preview.Path} stands in the definition. Save to keep it: from then on each change is tested by it.",
            LineOf(_text, text)
        );
    }

    /// <summary>The first line that is new, from 1.</summary>
    private static int LineOf(string before, string after) =>
        before.Split('\n').Zip(after.Split('\n')).TakeWhile(line => line.First == line.Second).Count() + 1;

    private static string Count(int rows) => rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows");
}
