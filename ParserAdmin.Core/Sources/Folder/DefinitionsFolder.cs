using Microsoft.Extensions.Configuration;

namespace ParserAdmin.Core.Sources.Folder;

/// <summary>
/// The folder of definitions that is kept in step with the database (<c>ParserAdmin:DefinitionsDirectory</c>), if there is one, and how it
/// stands.
/// The folder wins: what is in it is what is stored, so its sources are edited there.
/// </summary>
public sealed class DefinitionsFolder(IConfiguration configuration)
{
    public const string Key = "ParserAdmin:DefinitionsDirectory";

    private volatile State _state = new(new Dictionary<string, string>(), []);

    /// <summary>Absolute; null where none is configured.</summary>
    public string? Path { get; } = configuration[Key] is { Length: > 0 } configured ? System.IO.Path.GetFullPath(configured) : null;

    /// <summary>What could not be taken from it when it was looked at last.</summary>
    public IReadOnlyList<FolderProblem> Problems => _state.Problems;

    /// <summary>The file that a source comes from; null for one that does not come from the folder.</summary>
    public string? FileOf(string sourceId) => _state.Owners.GetValueOrDefault(sourceId);

    /// <returns>Whether anything is otherwise than before.</returns>
    internal bool Set(IReadOnlyDictionary<string, string> owners, IReadOnlyList<FolderProblem> problems)
    {
        var before = _state;
        _state = new State(owners, problems);
        return !before.Problems.SequenceEqual(problems)
            || before.Owners.Count != owners.Count
            || before.Owners.Any(owner => owners.GetValueOrDefault(owner.Key) != owner.Value);
    }

    private sealed record State(IReadOnlyDictionary<string, string> Owners, IReadOnlyList<FolderProblem> Problems);
}
