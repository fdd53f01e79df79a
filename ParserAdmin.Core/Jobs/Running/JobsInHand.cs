using System.Collections.Concurrent;

namespace ParserAdmin.Core.Jobs.Running;

/// <summary>
/// The jobs that this process has in hand: from before their running mark is stored until their end is, however slow the database is with
/// either.
/// A running mark of this life whose job is not in here has no run; every other has one.
/// </summary>
public sealed class JobsInHand
{
    private readonly ConcurrentDictionary<Guid, byte> _jobs = new();

    public bool Contains(Guid jobId) => _jobs.ContainsKey(jobId);

    /// <summary>Before the running mark is stored: whoever can read the mark finds the job in here.</summary>
    internal void Take(Guid jobId) => _jobs[jobId] = 0;

    /// <summary>After the end is stored, or when nobody will go on with the job. Safe to call again.</summary>
    internal void Drop(Guid jobId) => _jobs.TryRemove(jobId, out _);
}
