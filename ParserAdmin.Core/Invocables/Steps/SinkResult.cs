namespace ParserAdmin.Core.Invocables.Steps;

/// <param name="Kinds">Kinds of the items that were saved.</param>
/// <param name="Unread">External ids of items that are listed but could not be read.</param>
public sealed record SinkResult(IReadOnlySet<string> Kinds, IReadOnlyList<string> Unread, ReadItem? LastFailure);
