using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>Reads the settings row, always anew, and writes it with its seal.</summary>
public sealed class SettingsStore(IDbContextFactory<ParserDbContext> contexts, AuditTrail trail, TimeProvider clock)
{
    public async Task<ParserSettings> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken);
    }

    /// <summary>Writes the safe defaults on the first start: manual, not stopped.</summary>
    public async Task EnsureCreatedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        if (await context.Set<ParserSettings>().AnyAsync(cancellationToken))
            return;
        var first = SettingsJson.Seal(new ParserSettings { UpdatedAt = clock.UtcMilliseconds(), UpdateReason = "first start" });
        context.Add(first);
        await trail.AppendAsync(
            context,
            new AuditRecord(Actor.System, "settings.create", "parser_settings", "1", null, SettingsJson.Write(first), first.UpdateReason),
            cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// The row for a change, in the caller's transaction. If another program wrote it, that goes on record first (actor <c>database</c>),
    /// so that no change made behind the program's back can hide under one made through it.
    /// </summary>
    internal async Task<ParserSettings> ReadForChangeAsync(ParserDbContext context, CancellationToken cancellationToken)
    {
        await context.Dialect.LockAdmissionAsync(context, cancellationToken);
        var found = await context.Set<ParserSettings>().AsNoTracking().SingleAsync(cancellationToken);
        if (!SettingsJson.IsChangedBehind(found))
            return found;
        var accepted = (SafetyDecision.Accepted)SafetyMachine.Decide(found, new SafetyEvent.ChangedBehind(Actor.Database.Name, clock.UtcMilliseconds()));
        var before = SettingsJson.Read(found.Sealed);
        var (old, now) = before is null ? ("null", SettingsJson.Write(accepted.Settings)) : SettingsJson.Difference(before, accepted.Settings);
        var sealedNow = await WriteAsync(context, found, accepted.Settings, cancellationToken);
        await trail.AppendAsync(
            context,
            new AuditRecord(Actor.Database, "settings.change", "parser_settings", "1", old, now, "changed outside the program", Epoch: sealedNow.Epoch),
            cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return sealedNow;
    }

    internal static async Task<ParserSettings> WriteAsync(
        ParserDbContext context, ParserSettings before, ParserSettings after, CancellationToken cancellationToken)
    {
        // A copy is tracked: the caller still has to tell before from after.
        var row = context.Set<ParserSettings>().Local.SingleOrDefault() ?? before with { };
        var entry = context.Entry(row);
        if (entry.State == EntityState.Detached)
            entry = context.Attach(row);
        var sealedAfter = SettingsJson.Seal(after);
        entry.CurrentValues.SetValues(sealedAfter);
        await context.SaveChangesAsync(cancellationToken);
        return sealedAfter;
    }
}
