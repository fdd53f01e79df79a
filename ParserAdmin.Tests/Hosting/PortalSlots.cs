using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Schedules.Slots;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Tests.Hosting;

/// <summary>One slot recorded, one job admitted, as the scheduler's work does with all at once.</summary>
internal static class PortalSlots
{
    private static readonly ConditionalWeakTable<JobAdmission, ConcurrentQueue<AdmittedJob>> Admitted = [];

    /// <summary>A slot of a schedule that comes due now, as the scheduler would record it.</summary>
    public static async Task<ParserJob> SlotAsync(this PortalHost host, string schedule) =>
        (
            await host.Services.RecordSlotAsync(
                schedule,
                host.Services.GetRequiredService<TimeProvider>().UtcMilliseconds(),
                CancellationToken.None
            )
        )!;

    /// <param name="due">When the slot came due, UTC.</param>
    /// <returns>The job, or null when the schedule is gone or its task cannot run.</returns>
    public static async Task<ParserJob?> RecordSlotAsync(
        this IServiceProvider services,
        string scheduleId,
        DateTime due,
        CancellationToken cancellationToken
    )
    {
        await using var context = await services
            .GetRequiredService<IDbContextFactory<ParserDbContext>>()
            .CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        if (
            await context.Set<Schedule>().SingleOrDefaultAsync(schedule => schedule.Id == scheduleId, cancellationToken) is not { } schedule
        )
        {
            return null;
        }

        var source = await context.Set<Source>().SingleOrDefaultAsync(source => source.Id == schedule.SourceId, cancellationToken);
        var settings = await context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken);
        var view = (
            await services.GetRequiredService<ScheduleQueries>().ViewsAsync(context, [(schedule, source)], settings, cancellationToken)
        )[0];
        if (view.Unavailable is not null)
            return null;
        var now = services.GetRequiredService<TimeProvider>().UtcMilliseconds();
        var slot = new DueSlot(view, source, due, new NextSlot { ScheduleId = scheduleId, ComputedFrom = "" });
        var recorded = (await ScheduleSlots.AddAsync(context, [slot], settings, now, cancellationToken))[0];
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        services.GetRequiredService<ScheduleSlots>().CancelRuns([recorded]);
        foreach (var job in recorded.Cancelled.Append(recorded.Job))
            services.GetRequiredService<EventBus>().Publish(new JobChanged(job));
        return recorded.Job;
    }

    /// <summary>Ends one job that nothing has to be known of but its end.</summary>
    public static Task<ParserJob?> EndAsync(
        this JobEnder ender,
        Guid jobId,
        Action<ParserJob, DateTime> end,
        CancellationToken cancellationToken
    ) => ender.EndAsync(jobId, new JobEnding(end), cancellationToken);

    /// <summary>The next of the jobs that may start, marked as running with all that may; null where none may.</summary>
    public static async Task<AdmittedJob?> AdmitNextAsync(this JobAdmission admission, CancellationToken cancellationToken)
    {
        var admitted = Admitted.GetOrCreateValue(admission);
        if (!admitted.TryDequeue(out var next))
        {
            foreach (var job in await admission.AdmitAsync(null, cancellationToken))
                admitted.Enqueue(job);
            admitted.TryDequeue(out next);
        }

        return next;
    }
}
