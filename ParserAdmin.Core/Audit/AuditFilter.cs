namespace ParserAdmin.Core.Audit;

/// <summary>Which entries to show; what is null does not narrow. <paramref name="From"/> counts in, <paramref name="To"/> does not; both UTC.</summary>
public sealed record AuditFilter(
    string? Actor = null,
    ActorType? ActorType = null,
    string? Action = null,
    string? EntityType = null,
    string? EntityId = null,
    AuditOutcome? Outcome = null,
    DateTime? From = null,
    DateTime? To = null,
    string? Text = null);
