using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>
/// Stands before every run. It reads the stored settings, records the slot, and lets at most one admitted job through to its invocable.
/// When the settings cannot be read nothing goes through.
/// </summary>
public sealed class GateMiddleware(
    JobAdmission admission, IJobDispatcher dispatcher, SchedulerHeartbeat pulse, ILogger<GateMiddleware> logger)
    : IJobExecutionMiddleware
{
    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        pulse.Beat();
        AdmittedJob? admitted;
        try
        {
            admitted = context.MergedJobDataMap.TryGetString(InvocableJob.ScheduleKey, out var scheduleId)
                ? await admission.AdmitSlotAsync(scheduleId!, (context.ScheduledFireTimeUtc ?? context.FireTimeUtc).UtcDateTime, cancellationToken)
                : await admission.AdmitNextAsync(cancellationToken);
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            // Refused, not failed: the pending jobs stay, and the next wake-up asks again.
            pulse.Failed();
            logger.LogError(unreadable, "The gate could not decide, so nothing was started");
            return;
        }

        pulse.Came(admitted is not null);
        if (admitted is null)
            return;

        // There may be more than one that can start now; each gets a firing of its own. This one need not wait for that to be stored.
        var waking = Task.Run(() => dispatcher.WakeAsync(CancellationToken.None), CancellationToken.None);
        context.MergedJobDataMap[InvocableJob.AdmittedKey] = admitted;
        await next(context, cancellationToken);
        await waking;
        await dispatcher.WakeAsync(CancellationToken.None);
    }
}
