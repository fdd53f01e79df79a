namespace ParserAdmin.Core.Scheduling;

/// <summary>When a task runs for a source.</summary>
public sealed record Schedule(string Task, string SourceId, TimeSpan Interval)
{
    public string Id => $"{Task}:{SourceId}";
}
