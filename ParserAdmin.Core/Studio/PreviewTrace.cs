using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Extraction.Values;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio;

/// <summary>Writes down the first rows of an extraction; the others pass by.</summary>
/// <param name="most">Rows to write down.</param>
internal sealed class PreviewTrace(int most) : IExtractionTrace
{
    /// <summary>Longer texts are cut: a step is to be looked at, and a script may have a megabyte.</summary>
    public const int LongestText = 4_000;

    private readonly List<(object Row, List<PreviewField> Fields)> _rows = [];
    private readonly List<(string Key, NextLinkDefinition Wanted, IReadOnlyList<string?> Found)> _links = [];
    private List<PreviewStep> _steps = [];
    private IReadOnlyList<string> _found = [];
    private string _name = "";
    private string? _default;
    private int _seen;

    public IReadOnlyList<(object Row, List<PreviewField> Fields)> Rows => _rows;

    /// <summary>Where the page may lead on, with what was found there.</summary>
    public IReadOnlyList<(string Key, NextLinkDefinition Wanted, IReadOnlyList<string?> Found)> Links => _links;

    private bool Listens => _seen <= most;

    public void Row(object row)
    {
        if (++_seen <= most)
            _rows.Add((row, []));
    }

    public void Field(string name, IReadOnlyList<string> found)
    {
        if (Listens)
            (_name, _found, _default, _steps) = (name, Cut(found), null, []);
    }

    public void Default(string text)
    {
        if (Listens)
            (_default, _steps) = (text, []);
    }

    public void Step(FilterDefinition filter, IReadOnlyList<string> input, IReadOnlyList<string> output, string? failure)
    {
        if (Listens)
            _steps.Add(new PreviewStep(filter.Name, filter.Arguments.ToString(), Cut(input), Cut(output), failure));
    }

    public void Value(FieldValue? value, FieldError? error)
    {
        if (Listens)
            _rows[^1].Fields.Add(new PreviewField(_name, _found, _default, _steps, value, error));
    }

    public void Onward(string key, NextLinkDefinition wanted, IReadOnlyList<string?> found) => _links.Add((key, wanted, found));

    private static IReadOnlyList<string> Cut(IReadOnlyList<string> texts) =>
        texts.Any(text => text.Length > LongestText) ? [.. texts.Select(text => text.Excerpt(LongestText))] : texts;
}
