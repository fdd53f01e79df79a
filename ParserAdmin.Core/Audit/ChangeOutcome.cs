using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Audit;

/// <summary>What the body of a change did, for the audit entry and the pages.</summary>
/// <param name="EntityId">Where it became known only during the change.</param>
/// <param name="Events">Published after the commit.</param>
public sealed record ChangeOutcome<T>(
    CommandResult<T> Result,
    string? Before = null,
    string? After = null,
    string? EntityId = null,
    long? Epoch = null,
    IReadOnlyList<IEvent>? Events = null,
    bool Unchanged = false
)
{
    public static ChangeOutcome<T> Refused(CommandStatus status, string message, T? current = default, string? field = null) =>
        new(CommandResult<T>.Refused(status, message, current, field));

    /// <summary>All was already as asked: nothing is written and nothing goes on record.</summary>
    public static ChangeOutcome<T> Same(T value) => new(CommandResult<T>.Done(value), Unchanged: true);
}
