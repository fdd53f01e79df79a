using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Collects the errors of one reading, at most a hundred: a person mends the first and tries again.</summary>
internal sealed class DefinitionErrors
{
    private const int Limit = 100;
    private readonly List<DefinitionError> _errors = [];

    public bool Any => _errors.Count > 0;

    /// <summary>
    /// Whether the text was no clean YAML, so that whole parts of it may be missing: what names them would be blamed for it.
    /// </summary>
    public bool IsTorn { get; set; }

    /// <summary>Paths whose selectors are in another language than their response says.</summary>
    private readonly HashSet<string> _inDoubt = [];

    public void Doubt(string path) => _inDoubt.Add(path);

    public bool IsInDoubt(string path) => _inDoubt.Contains(path);

    public bool Has(int line) => _errors.Exists(error => error.Line == line);

    /// <summary>Whether anything is wrong at the place or within it.</summary>
    public bool Within(string path) =>
        _errors.Exists(error => error.Path == path || error.Path.StartsWith(path + ".", StringComparison.Ordinal));

    public void Add(DefinitionNode at, string path, string message) => Add(at.Line, at.Column, path, message);

    public void Add(int line, int column, string path, string message)
    {
        if (_errors.Count < Limit)
        {
            _errors.Add(new DefinitionError(line, column, path, message));
        }
        else if (_errors.Count == Limit)
        {
            _errors.Add(new DefinitionError(line, column, "", $"there are more than {Limit} errors; mend these first"));
        }
    }

    public IReadOnlyList<DefinitionError> InOrder() => [.. _errors.OrderBy(e => e.Line).ThenBy(e => e.Column)];
}
