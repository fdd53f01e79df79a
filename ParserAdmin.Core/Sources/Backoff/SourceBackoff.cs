using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Sources.Backoff;

/// <summary>
/// How much a failing source is left alone; a row of <c>source_backoffs</c>. Written by <see cref="SourceBackoffs"/> alone.
/// </summary>
public sealed class SourceBackoff
{
    /// <summary>Failures that are forgiven before schedules hold back.</summary>
    public const int Forgiven = 2;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(3),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
    ];

    private SourceBackoff() { }

    public string SourceId { get; private set; } = "";

    /// <summary>Up by one with each failure, down by one with each success; above <see cref="Forgiven"/> schedules hold back.</summary>
    public int Level { get; private set; }

    /// <summary>Schedules start nothing until then, UTC; the first slot after it is the probe.</summary>
    public DateTime? Until { get; private set; }

    /// <summary>Since when every run failed, UTC; null after a success.</summary>
    public DateTime? FailingSince { get; private set; }

    public ErrorClass? ErrorClass { get; private set; }

    public string? LastError { get; private set; }

    public static SourceBackoff Create(string sourceId) => new() { SourceId = sourceId };

    public void Fail(ErrorClass errorClass, string? error, DateTime now)
    {
        Level = Math.Min(Level + 1, Forgiven + Steps.Length);
        FailingSince ??= now;
        (ErrorClass, LastError) = (errorClass, error);
        Hold(now);
    }

    public void Succeed(DateTime now)
    {
        Level = Level > Forgiven + 1 ? Level - 1 : 0;
        FailingSince = null;
        Hold(now);
    }

    private void Hold(DateTime now) => Until = Level > Forgiven ? now + Steps[Level - Forgiven - 1] : null;
}
