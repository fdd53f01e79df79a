using ParserAdmin.Core.Live;

namespace ParserAdmin.Core.Jobs;

/// <summary>Log lines were written and committed, oldest first; they may be of several jobs.</summary>
public sealed record JobLogged(IReadOnlyList<JobLogLine> Lines) : ILiveEvent;
