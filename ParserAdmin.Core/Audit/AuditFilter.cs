namespace ParserAdmin.Core.Audit;

/// <summary>
/// Which entries to show; what is null does not narrow. <paramref name="From"/> counts in, <paramref name="To"/> does not; both UTC.
/// </summary>
/// <param name="Actions">One of these; what a person thinks of as one kind of act.</param>
/// <param name="NamedByText">Actions, and ids of things, that people know by other words, which have the text.</param>
public sealed record AuditFilter(
    string? Actor = null,
    ActorType? ActorType = null,
    string? Action = null,
    string? EntityType = null,
    string? EntityId = null,
    AuditOutcome? Outcome = null,
    DateTime? From = null,
    DateTime? To = null,
    string? Text = null,
    IReadOnlyList<string>? Actions = null,
    IReadOnlyList<string>? NamedByText = null
);
