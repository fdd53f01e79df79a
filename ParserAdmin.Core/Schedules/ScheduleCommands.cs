using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Invocables;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Core.Schedules;

/// <summary>Add, edit, pause, resume and delete schedules: the way for portal, API and CLI alike.</summary>
public sealed class ScheduleCommands(Changes changes, TimeProvider clock)
{
    /// <summary>Why what waited of a deleted schedule does not start.</summary>
    internal const string Deleted = "Its schedule was deleted";

    /// <summary>Gives a task of a source one more schedule beside the one that the source brought.</summary>
    public Task<CommandResult<Schedule>> AddAsync(Actor actor, NewSchedule wanted, string? reason, CancellationToken cancellationToken) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, "schedule.add", "schedules", null, reason),
            async (context, token) =>
            {
                await context.Dialect.LockAdmissionAsync(context, token);
                if (await wanted.ProblemAsync(context, token) is { } problem)
                    return Refuse(problem.Status, problem.Message, field: problem.Field);
                var settings = await SettingsStore.ReadAsync(context, token);
                var now = clock.UtcMilliseconds();
                if (wanted.Edit.Resolve(wanted.Task, settings) is (_, { } wrong, var field))
                    return Refuse(CommandStatus.Unprocessable, wrong, field: field);
                var name = wanted.Name ?? await wanted.FreeNameAsync(context, token);
                var id = Schedule.IdOf(wanted.Task, wanted.SourceId, name);
                if (await context.Set<Schedule>().AsNoTracking().SingleOrDefaultAsync(schedule => schedule.Id == id, token) is { } taken)
                {
                    return Refuse(
                        CommandStatus.Conflict,
                        $"There is a schedule '{id}' already. Edit that one, or choose another name.",
                        taken,
                        "name"
                    );
                }

                var schedule = Schedule.Add(
                    wanted.Task,
                    wanted.SourceId,
                    name,
                    wanted.Edit,
                    TaskDefinitions.Find(wanted.Task)?.FollowsSetting,
                    actor.Name,
                    now
                );
                context.Add(schedule);
                return new ChangeOutcome<Schedule>(
                    CommandResult<Schedule>.Done(schedule),
                    null,
                    ScheduleJson.Write(schedule),
                    id,
                    Events: [new ScheduleChanged(id)]
                );
            },
            cancellationToken
        );

    /// <summary>
    /// Deletes a schedule that someone added; one that a source brought can only be paused or switched off. No slot of it fires afterwards,
    /// and what waits of it is skipped. Its run that goes on goes on to its end, but is not tried again; its jobs stay on record.
    /// </summary>
    public Task<CommandResult<Schedule>> DeleteAsync(Actor actor, string id, string? reason, CancellationToken cancellationToken)
    {
        List<IEvent> skipped = [];
        return ChangeAsync(
            actor,
            Role.Admin,
            "schedule.delete",
            id,
            reason,
            async (context, schedule, token) =>
            {
                if (schedule.IsPreset)
                {
                    return Refuse(
                        CommandStatus.Unprocessable,
                        $"'{id}' came with {schedule.SourceId ?? "the program"} and would come back. Pause it, or switch it off, in "
                            + $"place of deleting it.",
                        field: "id"
                    );
                }

                await SkipWaitingAsync(context, id, $"{Deleted} by {actor.Name}", skipped, token);
                context.Remove(schedule);
                return new ChangeOutcome<Schedule>(
                    CommandResult<Schedule>.Done(schedule),
                    ScheduleJson.Write(schedule),
                    null,
                    id,
                    Events: [new ScheduleChanged(id), .. skipped]
                );
            },
            cancellationToken
        );
    }

    /// <param name="version">The version that this was decided on; a stale one is refused with the schedule as it is.</param>
    public Task<CommandResult<Schedule>> EditAsync(
        Actor actor,
        string id,
        ScheduleEdit edit,
        int? version,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            actor,
            Role.Admin,
            "schedule.edit",
            id,
            reason,
            async (context, schedule, token) =>
            {
                if (version is null)
                    return Refuse(CommandStatus.Invalid, "Send the version of the schedule that this was decided on.", field: "version");
                if (version != schedule.Version)
                {
                    return Refuse(
                        CommandStatus.Conflict,
                        $"{schedule.UpdatedBy} changed this schedule meanwhile. Look at it as it is now and decide again.",
                        schedule,
                        "version"
                    );
                }

                var settings = await SettingsStore.ReadAsync(context, token);
                if (edit.Resolve(schedule.Task, settings) is (_, { } problem, var field))
                    return Refuse(CommandStatus.Unprocessable, problem, field: field);
                if (edit == ScheduleEdit.Of(schedule))
                    return ChangeOutcome<Schedule>.Same(schedule);
                schedule.Edit(edit, TaskDefinitions.Find(schedule.Task)?.FollowsSetting, actor.Name, clock.UtcMilliseconds());
                return null;
            },
            cancellationToken
        );

    public Task<CommandResult<Schedule>> PauseAsync(Actor actor, string id, string? reason, CancellationToken cancellationToken) =>
        PauseAsync(actor, id, reason, null, cancellationToken);

    /// <param name="seen">What was seen of it when this was decided; where somebody else paused it since, it is refused.</param>
    public Task<CommandResult<Schedule>> PauseAsync(
        Actor actor,
        string id,
        string? reason,
        PauseState? seen,
        CancellationToken cancellationToken
    )
    {
        List<IEvent> skipped = [];
        return ChangeAsync(
            actor,
            Role.Operator,
            "schedule.pause",
            id,
            reason,
            async (context, schedule, token) =>
            {
                if (schedule.PauseProblem("schedule", reason, seen) is var (status, message, field))
                    return Refuse(status, message, schedule, field);
                schedule.Pause(reason!.Trim(), actor.Name, clock.UtcMilliseconds());

                // What waits was not started yet, so the pause holds for it, too.
                await SkipWaitingAsync(context, id, schedule.Block!, skipped, token);
                return null;
            },
            cancellationToken,
            skipped
        );
    }

    public Task<CommandResult<Schedule>> ResumeAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            Role.Operator,
            "schedule.resume",
            id,
            null,
            (_, schedule, _) =>
            {
                if (!schedule.Paused)
                    return Task.FromResult<ChangeOutcome<Schedule>?>(ChangeOutcome<Schedule>.Same(schedule));
                schedule.Resume(actor.Name, clock.UtcMilliseconds());
                return Task.FromResult<ChangeOutcome<Schedule>?>(null);
            },
            cancellationToken
        );

    private Task<CommandResult<Schedule>> ChangeAsync(
        Actor actor,
        Role required,
        string action,
        string id,
        string? reason,
        Func<ParserDbContext, Schedule, CancellationToken, Task<ChangeOutcome<Schedule>?>> change,
        CancellationToken cancellationToken,
        List<IEvent>? events = null
    ) =>
        changes.RunAsync(
            new Change(actor, required, action, "schedules", id, reason),
            async (context, token) =>
            {
                // Slots are recorded under this lock: an edit and a slot see each other whole or not at all.
                await context.Dialect.LockAdmissionAsync(context, token);
                var schedule = await context.Set<Schedule>().SingleOrDefaultAsync(schedule => schedule.Id == id, token);
                if (schedule is null)
                    return Refuse(CommandStatus.NotFound, $"There is no schedule '{id}'.");
                var before = ScheduleJson.Write(schedule);
                return await change(context, schedule, token)
                    ?? new ChangeOutcome<Schedule>(
                        CommandResult<Schedule>.Done(schedule),
                        before,
                        ScheduleJson.Write(schedule),
                        id,
                        Events: [new ScheduleChanged(id), .. events ?? []]
                    );
            },
            cancellationToken
        );

    private async Task SkipWaitingAsync(
        ParserDbContext context,
        string id,
        string reason,
        List<IEvent> skipped,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcMilliseconds();
        foreach (
            var job in await context
                .Set<ParserJob>()
                .Where(job => job.ScheduleId == id && job.Status == JobStatus.Pending)
                .ToListAsync(cancellationToken)
        )
        {
            job.Skip(reason, now);
            skipped.Add(new JobChanged(job));
        }
    }

    private static ChangeOutcome<Schedule> Refuse(CommandStatus status, string message, Schedule? current = null, string? field = null) =>
        ChangeOutcome<Schedule>.Refused(status, message, current, field);
}
