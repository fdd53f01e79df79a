namespace ParserAdmin.Core.Schedules;

/// <summary>A schedule as it would run in auto, and what it skipped meanwhile.</summary>
/// <param name="NextRun">UTC; null for at once: it never ran or is overdue.</param>
/// <param name="Skipped">How many of its slots were skipped since the mode became manual, counted up to <see cref="ArmingReader.MostSkipped"/>.</param>
/// <param name="Slots">The newest of them, newest first.</param>
public sealed record ArmedSchedule(ScheduleView View, DateTime? NextRun, int Skipped, IReadOnlyList<SkippedSlot> Slots)
{
    /// <summary>"3", or "100+" where no more were counted.</summary>
    public string SkippedText => Skipped >= ArmingReader.MostSkipped ? $"{Skipped}+" : $"{Skipped}";
}
