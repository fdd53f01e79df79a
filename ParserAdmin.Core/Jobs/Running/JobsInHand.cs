using System.Collections.Concurrent;
using ParserAdmin.Core.Jobs.Timings;

namespace ParserAdmin.Core.Jobs.Running;

/// <summary>
/// The jobs that this process has in hand: from before their running mark is stored until their end is, however slow the database is with
/// either.
/// A running mark of this life whose job is not in here has no run; every other has one.
/// </summary>
public sealed class JobsInHand
{
    private readonly ConcurrentDictionary<Guid, RecentTimings> _jobs = new();

    public bool Contains(Guid jobId) => _jobs.ContainsKey(jobId);

    /// <summary>What its requests took so far; null where the job is not in hand.</summary>
    public RecentTimings? TimingsOf(Guid jobId) => _jobs.GetValueOrDefault(jobId);

    /// <summary>Before the running mark is stored: whoever can read the mark finds the job in here.</summary>
    internal void Take(Guid jobId) => _jobs.TryAdd(jobId, new RecentTimings());

    /// <summary>After the end is stored, or when nobody will go on with the job. Safe to call again.</summary>
    internal void Drop(Guid jobId) => _jobs.TryRemove(jobId, out _);
}
