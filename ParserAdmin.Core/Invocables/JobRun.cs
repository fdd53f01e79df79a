using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Invocables;

/// <summary>All that an invocable is given: what to do, the right to do it, and where to tell of it.</summary>
/// <param name="ForSource">Null for a task of the whole program.</param>
/// <param name="StartedAt">UTC; the moment of the running mark.</param>
/// <param name="Checkpoint">How far the run before this one came, in its invocable's own words, or null: begin at the beginning.</param>
public sealed record JobRun(
    GatedRun Permit,
    Source? ForSource,
    JobParameters Parameters,
    JobLog Log,
    JobProgress Progress,
    DateTime StartedAt,
    string? Checkpoint
)
{
    /// <summary>
    /// Whether the source is a definition that is only tried and not stored: nothing of such a run is kept in the database.
    /// </summary>
    public bool IsOfDraft { get; init; }

    /// <exception cref="InvariantException">The task is one of the whole program.</exception>
    public Source Source => ForSource ?? throw new InvariantException($"Job {Permit.JobId} has no source, and its task asks for one.");
}
