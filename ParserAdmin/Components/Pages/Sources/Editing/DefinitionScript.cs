using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using ParserAdmin.Components.Shared.Scripts;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>The script of a definition's field: the editor in place of the plain text field, its errors, and the browser's draft.</summary>
internal sealed class DefinitionScript(IJSRuntime js, CancellationToken closing) : IAsyncDisposable
{
    private const string File = "./Components/Pages/Sources/Editing/DefinitionEditor.razor.js";
    private ScriptModule? _module;
    private ElementReference _area;
    private ElementReference _gutter;

    /// <param name="code">Where the editor goes.</param>
    /// <param name="draft">Under what the browser keeps the draft.</param>
    /// <param name="version">Of the stored definition that the draft is of.</param>
    /// <returns>The draft that the browser kept, or null.</returns>
    public async Task<DefinitionDraft?> AttachAsync(
        ElementReference area,
        ElementReference gutter,
        ElementReference code,
        string draft,
        int version
    )
    {
        (_area, _gutter) = (area, gutter);
        if (await ScriptModule.ImportAsync(js, File, closing) is not { } module)
            return null;
        var kept = await module.InvokeAsync<DefinitionDraft?>("attach", area, gutter, code, draft, version);

        // Not before: a mark says whether the draft is to stay, and it has to be read first.
        _module = module;
        return kept;
    }

    /// <param name="edited">The text is another than what is stored: what the browser keeps of it stays.</param>
    /// <param name="draft">Under what the browser keeps the draft from now on; nothing stays under the name of before.</param>
    public async Task MarkAsync(IReadOnlyList<DefinitionError> errors, bool edited, string draft, int version)
    {
        if (_module is null)
            return;
        var places = errors.Select(error => new
        {
            error.Line,
            error.Column,
            error.Message,
        });
        await _module.InvokeVoidAsync("mark", _area, _gutter, places, edited, draft, version);
    }

    public async Task MoveToAsync(int line, int column)
    {
        if (_module is not null)
            await _module.InvokeVoidAsync("moveTo", _area, line, column);
    }

    public ValueTask DisposeAsync() => _module?.CloseAsync("detach", _area) ?? ValueTask.CompletedTask;
}

/// <summary>What somebody wrote and did not save, as their browser kept it.</summary>
/// <param name="Version">Of the stored definition that they changed; 0 for one that was new.</param>
internal sealed record DefinitionDraft(string Text, int Version, DateTimeOffset At);
