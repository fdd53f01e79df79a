using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Safety.Stop;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>Writes into the row and the trail what came about beside them; the caller holds the admission's lock.</summary>
internal sealed class SettingsMending(AuditTrail trail, IRunningJobs jobs, StopOrigin origin, TimeProvider clock)
{
    /// <summary>
    /// The row was lost: a new one is written, stopped, and beyond every epoch and version that anybody knows, so that nothing of before
    /// counts as newer. The loss is one entry, by the system: nobody knows who did it.
    /// </summary>
    /// <param name="found">The row that is there, if any.</param>
    /// <param name="basis">Whose limits and intervals go on to hold.</param>
    internal async Task<ParserSettings> RestoreAsync(
        ParserDbContext context,
        ParserSettings? found,
        ParserSettings basis,
        SettingsMark highest,
        string words,
        List<IEvent>? news,
        CancellationToken cancellationToken
    )
    {
        var at = clock.UtcMilliseconds();
        var stop = StopRecord.Create(Actor.System, words, origin.Node, at) with { Epoch = highest.Epoch + 1 };
        var restored = SettingsLoss.Stopped(basis, highest, words) with { StoppedAt = at, UpdatedAt = at, Epoch = stop.Epoch };
        context.Add(stop);
        if (found is null)
        {
            restored = SettingsJson.Seal(restored);

            // A copy is tracked: what is written next must not change this one.
            context.Add(restored with { });
        }
        else
        {
            restored = await SettingsStore.WriteAsync(context, found, restored, cancellationToken);
        }

        await CancelPendingAsync(context, Actor.System.Name, news, cancellationToken);
        await RecordAsync(
            context,
            new AuditRecord(
                Actor.System,
                SettingsLoss.Action,
                "parser_settings",
                "1",
                found is null ? null : SettingsJson.Write(found),
                SettingsJson.Write(restored),
                words,
                Epoch: restored.Epoch
            ),
            news,
            cancellationToken
        );
        await context.SaveChangesAsync(cancellationToken);
        return restored;
    }

    internal async Task<ParserSettings> TakeOverAsync(
        ParserDbContext context,
        ParserSettings found,
        List<IEvent>? news,
        CancellationToken cancellationToken
    )
    {
        var changed = new SafetyEvent.ChangedBehind(Actor.Database.Name, clock.UtcMilliseconds());
        var accepted = ((SafetyDecision.Accepted)SafetyMachine.Decide(found, changed)).Settings;
        if (accepted.Epoch > Math.Max(found.Epoch, SettingsJson.InStep(found.Sealed, found.Epoch)))
        {
            // A stop by hand is a stop like any other: no two have one epoch.
            var newest = await context.Set<StopRecord>().MaxAsync(stop => (long?)stop.Epoch, cancellationToken) ?? 0;
            accepted = accepted with { Epoch = Math.Max(accepted.Epoch, newest + 1) };
            context.Add(
                StopRecord.Create(Actor.Database, accepted.StopReason, origin.Node, clock.UtcMilliseconds()) with
                {
                    Epoch = accepted.Epoch,
                }
            );
        }

        var before = SettingsJson.Read(found.Sealed);
        var (old, now) = before is null ? ("null", SettingsJson.Write(accepted)) : SettingsJson.Difference(before, accepted);
        var written = await SettingsStore.WriteAsync(context, found, accepted, cancellationToken);
        await RecordAsync(
            context,
            new AuditRecord(
                Actor.Database,
                "settings.change",
                "parser_settings",
                "1",
                old,
                now,
                "changed outside the program",
                Epoch: written.Epoch
            ),
            news,
            cancellationToken
        );
        if (accepted.Stopped && before is not { Stopped: true })
            await CancelPendingAsync(context, Actor.Database.Name, news, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return written;
    }

    /// <summary>Writes a stop into the row and the trail, in the name of who stopped.</summary>
    internal async Task<ParserSettings> BringInStepAsync(
        ParserDbContext context,
        ParserSettings now,
        StopRecord stop,
        List<IEvent>? news,
        CancellationToken cancellationToken
    )
    {
        if (stop.ActorType == ActorType.Database)
            return now;
        var stopped = await SettingsStore.WriteAsync(context, now, SettingsStore.Stopped(now, stop), cancellationToken);
        var (before, after) = SettingsJson.Difference(now, stopped);
        await CancelPendingAsync(context, stop.StoppedBy, news, cancellationToken);
        await RecordAsync(
            context,
            new AuditRecord(stop.ToActor(), EmergencyStop.Action, "parser_settings", "1", before, after, stop.Reason, Epoch: stop.Epoch),
            news,
            cancellationToken
        );
        await context.SaveChangesAsync(cancellationToken);
        return stopped;
    }

    private async Task CancelPendingAsync(ParserDbContext context, string by, List<IEvent>? news, CancellationToken cancellationToken)
    {
        var cancelled = await jobs.CancelPendingAsync(context, $"Emergency stop by {by}", cancellationToken);
        news?.AddRange(cancelled);
    }

    private async Task RecordAsync(ParserDbContext context, AuditRecord record, List<IEvent>? news, CancellationToken cancellationToken)
    {
        var entry = await trail.AppendAsync(context, record, cancellationToken);
        news?.Add(new AuditAppended(entry));
    }
}
