using System.Collections.Concurrent;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>
/// The stored definitions as they were read last: who asks for many, or in a moment that counts, does not read a text that has not changed
/// again.
/// </summary>
public sealed class KnownDefinitions
{
    private readonly ConcurrentDictionary<string, (string Text, SourceDefinition? Definition)> _known = new();

    /// <summary>Null for one that has errors.</summary>
    public SourceDefinition? Of(Source source)
    {
        if (_known.TryGetValue(source.Id, out var known) && known.Text == source.Definition)
            return known.Definition;
        var definition = SourceDefinitionReader.Read(source.Definition).Definition;
        _known[source.Id] = (source.Definition, definition);
        return definition;
    }
}
