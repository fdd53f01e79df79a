using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources;

/// <summary>Tries a definition that has no error of its own, before it is stored.</summary>
public interface IDefinitionTest
{
    /// <param name="folder">Where files beside the definition are; null where there is no such place.</param>
    /// <returns>What came out otherwise than it should; empty where all is well.</returns>
    Task<IReadOnlyList<DefinitionError>> TestAsync(SourceDefinition definition, string? folder, CancellationToken cancellationToken);
}
