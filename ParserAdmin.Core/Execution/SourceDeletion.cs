namespace ParserAdmin.Core.Execution;

/// <summary>What goes with a source, or has gone.</summary>
/// <param name="Deleted">False for a count.</param>
/// <param name="Waiting">Jobs that wait and are skipped. Those that ended stay on record with their logs, and so do dead letters and the
/// audit trail.</param>
/// <param name="Values">Values that people set for it, secrets among them.</param>
/// <param name="Pages">Pages remembered for conditional requests.</param>
public sealed record SourceDeletion(string Id, string Name, bool Deleted, int Items, int Schedules, int Waiting, int Values, int Pages);
