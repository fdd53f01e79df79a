namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Collects the errors of one reading, at most a hundred: a person mends the first and tries again.</summary>
internal sealed class DefinitionErrors
{
    private const int Limit = 100;
    private readonly List<DefinitionError> _errors = [];

    public bool Any => _errors.Count > 0;

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
