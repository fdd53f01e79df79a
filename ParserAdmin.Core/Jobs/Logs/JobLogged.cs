using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Jobs.Logs;

/// <summary>Log lines were written and committed, oldest first; they may be of several jobs.</summary>
public sealed record JobLogged(IReadOnlyList<JobLogLine> Lines) : IEvent
{
    /// <summary>A copy: whoever wrote them may go on with their list.</summary>
    public IReadOnlyList<JobLogLine> Lines { get; } = [.. Lines];
}
