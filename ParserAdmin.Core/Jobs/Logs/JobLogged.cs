using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>Log lines were written and committed, oldest first; they may be of several jobs.</summary>
public sealed record JobLogged(IReadOnlyList<JobLogLine> Lines) : IEvent;
