using ParserAdmin.Core.Data;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources;

/// <summary>Keeps something of its own in step with the sources, in the transaction in which a definition is stored.</summary>
public interface ISourceChangeHandler
{
    Task FollowAsync(ParserDbContext context, Source source, SourceDefinition definition, CancellationToken cancellationToken);
}
