using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Core.Execution.DeadLetters;

/// <summary>
/// Replay, dismiss and reopen dead letters: the way for portal and API alike. A dry run tells the count and changes nothing.
/// </summary>
public sealed class DeadLetterCommands(Changes changes, JobRequests requests, IJobDispatcher dispatcher, TimeProvider clock)
{
    /// <summary>Letters handled in one call; the oldest first, so that the next call goes on.</summary>
    public const int Most = 10_000;

    /// <summary>
    /// Asks for the runs again. Sources that are paused, or lack the path meanwhile, are left open and named. Refused as a whole while
    /// stopped.
    /// </summary>
    public async Task<CommandResult<DeadLetterReport>> ReplayAsync(
        Actor actor,
        DeadLetterSelection which,
        string? reason,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        var result = await changes.RunAsync(
            new Change(actor, Role.Operator, "dead-letter.replay", "failed_attempts", null, reason),
            (context, token) => ReplayAsync(context, actor, which, reason, dryRun, token),
            cancellationToken
        );
        if (result is { Succeeded: true, Value.Jobs.Count: > 0 })
            await dispatcher.WakeAsync(cancellationToken);
        return result;
    }

    /// <summary>Marks them as needing nothing. They stay on record.</summary>
    public Task<CommandResult<DeadLetterReport>> DismissAsync(
        Actor actor,
        DeadLetterSelection which,
        string? reason,
        bool dryRun,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(actor, Role.Operator, "dead-letter.dismiss", "failed_attempts", null, reason),
            async (context, token) =>
            {
                await context.Dialect.LockAdmissionAsync(context, token);
                var letters = await SelectAsync(context, which, token);
                var report = new DeadLetterReport(dryRun, letters.Count, letters.Count, [], []);
                if (dryRun || letters.Count == 0)
                    return ChangeOutcome<DeadLetterReport>.Same(report);
                if (string.IsNullOrWhiteSpace(reason))
                {
                    return ChangeOutcome<DeadLetterReport>.Refused(
                        CommandStatus.Invalid,
                        "Say why nothing has to be done: the reason goes on record.",
                        field: "reason"
                    );
                }

                var now = clock.UtcMilliseconds();
                letters.ForEach(letter => letter.Dismiss(actor.Name, reason, now));
                return Outcome(report with { Letters = [.. letters.Select(letter => letter.Id)] }, letters, []);
            },
            cancellationToken
        );

    /// <summary>Takes a dismissal back: they are open again. What is not dismissed is left as it is.</summary>
    public Task<CommandResult<DeadLetterReport>> ReopenAsync(Actor actor, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        changes.RunAsync(
            new Change(actor, Role.Operator, "dead-letter.reopen", "failed_attempts", null),
            async (context, token) =>
            {
                await context.Dialect.LockAdmissionAsync(context, token);
                var letters = await context
                    .Set<FailedAttempt>()
                    .Where(letter => ids.Contains(letter.Id) && letter.State == DeadLetterState.Dismissed)
                    .OrderBy(letter => letter.Id)
                    .Take(Most)
                    .ToListAsync(token);
                var report = new DeadLetterReport(false, letters.Count, letters.Count, [], [])
                {
                    Letters = [.. letters.Select(letter => letter.Id)],
                };
                if (letters.Count == 0)
                    return ChangeOutcome<DeadLetterReport>.Same(report);
                letters.ForEach(letter => letter.Reopen());
                return Outcome(report, letters, [], """{"state":"dismissed"}""");
            },
            cancellationToken
        );

    private async Task<ChangeOutcome<DeadLetterReport>> ReplayAsync(
        ParserDbContext context,
        Actor actor,
        DeadLetterSelection which,
        string? reason,
        bool dryRun,
        CancellationToken cancellationToken
    )
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var letters = await SelectAsync(context, which, cancellationToken);
        var done = new List<FailedAttempt>();
        var jobs = new List<Guid>();
        var left = new List<string>();
        var news = new List<IEvent>();
        var now = clock.UtcMilliseconds();
        foreach (var same in letters.GroupBy(letter => (letter.Task, letter.SourceId, letter.Parameters)))
        {
            var wanted = new JobRequest(
                same.Key.Task,
                same.Key.SourceId,
                JobParameters.Read(same.Key.Parameters),
                JobTrigger.Retry,
                RetryOf: same.Last().JobId
            );
            var asked = await requests.AddAsync(context, actor, wanted, cancellationToken);
            if (asked.Result.Status == CommandStatus.Locked && await IsStoppedAsync(context, cancellationToken))
                return ChangeOutcome<DeadLetterReport>.Refused(CommandStatus.Locked, asked.Result.Message!);
            if (asked.Result.Value is not { } job)
            {
                left.Add($"{same.Count()} of {JobText.Source(same.Key.SourceId)}: {asked.Result.Message}");
                continue;
            }

            foreach (var letter in same)
                letter.Replay(job.Id, actor.Name, reason, now);
            done.AddRange(same);
            jobs.Add(job.Id);
            news.AddRange(asked.Events ?? []);
        }

        // The dry run goes the whole way, so that its count is the truth, and leaves its transaction to be rolled back.
        if (dryRun)
        {
            return ChangeOutcome<DeadLetterReport>.Same(
                new DeadLetterReport(true, letters.Count, done.Count, [], left) { JobCount = jobs.Count }
            );
        }

        var report = new DeadLetterReport(false, letters.Count, done.Count, jobs, left);
        return done.Count == 0 ? ChangeOutcome<DeadLetterReport>.Same(report) : Outcome(report, done, news);
    }

    private static Task<List<FailedAttempt>> SelectAsync(
        ParserDbContext context,
        DeadLetterSelection which,
        CancellationToken cancellationToken
    ) => which.Apply(context.Set<FailedAttempt>()).OrderBy(letter => letter.Id).Take(Most).ToListAsync(cancellationToken);

    private static async Task<bool> IsStoppedAsync(ParserDbContext context, CancellationToken cancellationToken) =>
        (await ParserAdmin.Core.Safety.Settings.SettingsStore.ReadAsync(context, cancellationToken)).Stopped;

    private static ChangeOutcome<DeadLetterReport> Outcome(
        DeadLetterReport report,
        List<FailedAttempt> done,
        IEnumerable<IEvent> news,
        string before = """{"state":"open"}"""
    ) =>
        new(
            CommandResult<DeadLetterReport>.Done(report),
            before,
            DeadLetterJson.Decided(done, report),
            done.Count == 1 ? done[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            Events: [.. news, new DeadLettersChanged()]
        );
}
