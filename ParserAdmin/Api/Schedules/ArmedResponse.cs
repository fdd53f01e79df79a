using ParserAdmin.Core.Schedules;

namespace ParserAdmin.Api.Schedules;

/// <summary>
/// A schedule that a switch to auto would arm. Its skipped slots are not replayed; <c>POST /scheduler/jobs/{id}/run</c> runs it once.
/// </summary>
/// <param name="AtOnce">It never ran or is overdue, so it starts within seconds of the switch.</param>
/// <param name="NextRunAt">UTC; null for at once.</param>
/// <param name="Skipped">Slots skipped since the mode became manual; counted up to 100.</param>
/// <param name="Slots">The newest twenty of them, newest first.</param>
internal sealed record ArmedResponse(
    string ScheduleId,
    string Task,
    string? SourceId,
    string When,
    bool AtOnce,
    DateTime? NextRunAt,
    int Skipped,
    IReadOnlyList<SkippedSlotResponse> Slots
)
{
    public static ArmedResponse Of(ArmedSchedule armed) =>
        new(
            armed.View.Id,
            armed.View.Schedule.Task,
            armed.View.Schedule.SourceId,
            armed.View.When,
            armed.NextRun is null,
            armed.NextRun,
            armed.Skipped,
            [.. armed.Slots.Select(slot => new SkippedSlotResponse(slot.JobId, slot.At, slot.Reason))]
        );
}
