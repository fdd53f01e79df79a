using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources;

/// <summary>Reads a definition and runs its own samples: what everybody asks before they store one, or say that it is good.</summary>
public sealed class DefinitionInspector(IEnumerable<IDefinitionTest> tests)
{
    /// <param name="folder">Where files beside the definition are; null where there is no such place.</param>
    public async Task<SourceDefinitionResult> InspectAsync(string yaml, string? folder, CancellationToken cancellationToken)
    {
        var read = SourceDefinitionReader.Read(yaml);
        if (read.Definition is not { } definition)
            return read;
        var errors = new List<DefinitionError>();
        foreach (var test in tests)
            errors.AddRange(await test.TestAsync(definition, folder, cancellationToken));
        return errors.Count == 0 ? read : new SourceDefinitionResult(null, errors);
    }
}
