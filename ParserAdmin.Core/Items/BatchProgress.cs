using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Items;

/// <summary>How far a batch brings its run; stored with it in one transaction, so that neither is ever ahead of the other.</summary>
/// <param name="Checkpoint">Where what follows the job goes on, in its invocable's own words; null leaves the one before.</param>
/// <param name="Move">Changes what else says how far the source was read, in the context it is given, at the moment it is given (UTC). Null
/// for nothing.</param>
public sealed record BatchProgress(string? Checkpoint, Func<ParserDbContext, DateTime, CancellationToken, Task>? Move = null)
{
    public static BatchProgress None { get; } = new((string?)null);

    public bool IsNone => Checkpoint is null && Move is null;
}
