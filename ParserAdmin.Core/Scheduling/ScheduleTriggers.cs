using Quartz;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Our schedules as Quartz's triggers.</summary>
internal static class ScheduleTriggers
{
    public const string Group = "schedules";

    /// <summary>Key of the timing in the trigger's data: a trigger that was stored by an earlier life is kept if it says the same.</summary>
    private const string TimingKey = "timing";

    public static TriggerKey Key(string scheduleId) => new(scheduleId, Group);

    public static bool Says(ITrigger trigger, ScheduleTiming timing) =>
        trigger.JobDataMap.TryGetString(TimingKey, out var stored) && stored == timing.ToString();

    /// <param name="first">When the first slot comes due, UTC; a cron trigger only starts to count there.</param>
    public static ITrigger Build(string scheduleId, ScheduleTiming timing, DateTime first, JobKey job, TimeProvider clock)
    {
        var trigger = TriggerBuilder.Create(clock).WithIdentity(Key(scheduleId)).ForJob(job)
            .UsingJobData(InvocableJob.ScheduleKey, scheduleId)
            .UsingJobData(TimingKey, timing.ToString())
            .WithMisfireThreshold(ScheduleSlots.MisfireThreshold)
            .StartAt(new DateTimeOffset(first));

        // What was missed is recorded by MissedSlots, once for all of it; Quartz just goes on with the next.
        return timing.Interval is { } interval
            ? trigger.WithSimpleSchedule(every => every.WithInterval(interval).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)).Build()
            : trigger.WithCronSchedule(
                CronText.Parse(timing.Cron!, TimeZoneInfo.FindSystemTimeZoneById(timing.ZoneId)),
                cron => cron.WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing)).Build();
    }
}
