using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>What an emergency stop did.</summary>
/// <param name="JobsCancelled">Jobs that ran when it was clicked, on all nodes.</param>
/// <param name="LocalMilliseconds">From the command to the cancellation of the last run of this node.</param>
public sealed record StopReport(ParserSettings Settings, int JobsCancelled, double LocalMilliseconds);
