using System.Diagnostics.CodeAnalysis;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>Our schedules as Quartz's triggers.</summary>
internal static class ScheduleTriggers
{
    public const string Group = "schedules";

    /// <summary>Key, in the trigger's data, of what it was made from: one that an earlier life or another node stored is kept if it says the same.</summary>
    private const string TimingKey = "timing";

    public static TriggerKey Key(string scheduleId) => new(scheduleId, Group);

    public static bool Says([NotNullWhen(true)] ITrigger? trigger, string madeFrom) =>
        trigger is not null && trigger.JobDataMap.TryGetString(TimingKey, out var stored) && stored == madeFrom;

    /// <param name="first">When the first slot comes due, UTC; a cron trigger only starts to count there.</param>
    public static ITrigger Build(string scheduleId, ScheduleTiming timing, string madeFrom, DateTime first, JobKey job, TimeProvider clock)
    {
        var trigger = TriggerBuilder.Create(clock).WithIdentity(Key(scheduleId)).ForJob(job)
            .UsingJobData(InvocableJob.ScheduleKey, scheduleId)
            .UsingJobData(TimingKey, madeFrom)
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
