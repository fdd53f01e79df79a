using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Safety;
using Quartz;

namespace ParserAdmin.Core.Schedules.Engines.Quartz;

/// <summary>
/// What Quartz fires, for a schedule's slot and for a wake-up alike. <see cref="GateMiddleware"/> goes before it and decides whether there is a
/// job to run; without one this is never reached.
/// </summary>
public sealed class InvocableJob(JobRunner runner) : IJob
{
    /// <summary>Key of the schedule's id in the trigger's data; absent for a wake-up.</summary>
    public const string ScheduleKey = "schedule";

    internal const string AdmittedKey = "admitted";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (context.MergedJobDataMap[AdmittedKey] is not AdmittedJob admitted)
            throw new InvariantException("A job reached its work without passing the gate.");
        await runner.RunAsync(admitted, cancellationToken);
    }
}
