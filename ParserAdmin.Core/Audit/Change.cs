namespace ParserAdmin.Core.Audit;

/// <summary>What someone wants to do, before it is known whether they may and can.</summary>
/// <param name="Action">Verb with its subject: <c>mode.switch</c>, <c>job.cancel</c>.</param>
public sealed record Change(Actor Actor, Role Required, string Action, string EntityType, string? EntityId, string? Reason = null);
