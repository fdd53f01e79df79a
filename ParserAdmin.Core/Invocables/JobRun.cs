using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Invocables;

/// <summary>All that an invocable is given: what to do, the right to do it, and where to tell of it.</summary>
/// <param name="StartedAt">UTC; the moment of the running mark.</param>
public sealed record JobRun(
    GatedRun Permit, Source Source, JobParameters Parameters, JobLog Log, JobProgress Progress, DateTime StartedAt, JobCheckpoint Checkpoint);
