using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.Audit;

/// <summary>
/// The one way to change a thing that people control: rights, change, audit entry and news, in that order and in one transaction.
/// Portal, API and CLI all end up here, so none of the four can be skipped.
/// </summary>
public sealed class Changes(IDbContextFactory<ParserDbContext> contexts, AuditTrail trail, EventBus bus)
{
    public async Task<CommandResult<T>> RunAsync<T>(
        Change change,
        Func<ParserDbContext, CancellationToken, Task<ChangeOutcome<T>>> body,
        CancellationToken cancellationToken
    )
    {
        if (!change.Actor.May(change.Required))
        {
            var message =
                $"This needs the role {change.Required.ToString().ToLowerInvariant()}; you have "
                + $"{change.Actor.Role?.ToString().ToLowerInvariant() ?? "none"}. Ask an admin.";
            await RecordRefusalAsync(change, AuditOutcome.Denied, message, cancellationToken);
            return CommandResult<T>.Refused(CommandStatus.Forbidden, message);
        }

        try
        {
            return await ChangeAsync(change, body, cancellationToken);
        }
        catch (DbUpdateException refused)
        {
            // The database was asked and said no: to a value, or because someone was quicker. That is on record, too.
            await RecordRefusalAsync(
                change,
                AuditOutcome.Failed,
                $"The database refused: {(refused.InnerException ?? refused).Message}",
                cancellationToken
            );
            throw;
        }
    }

    private async Task<CommandResult<T>> ChangeAsync<T>(
        Change change,
        Func<ParserDbContext, CancellationToken, Task<ChangeOutcome<T>>> body,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var outcome = await body(context, cancellationToken);
        if (!outcome.Result.Succeeded)
        {
            await transaction.RollbackAsync(cancellationToken);
            await RecordRefusalAsync(change, AuditOutcome.Failed, outcome.Result.Message, cancellationToken);
            return outcome.Result;
        }

        if (outcome.Unchanged)
            return outcome.Result;
        var record = new AuditRecord(
            change.Actor,
            change.Action,
            change.EntityType,
            outcome.EntityId ?? change.EntityId,
            outcome.Before,
            outcome.After,
            change.Reason,
            AuditOutcome.Succeeded,
            outcome.Epoch
        );
        var entry = await trail.AppendAsync(context, record, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var raised in outcome.Events ?? [])
            bus.Publish(raised);
        bus.Publish(new AuditAppended(entry));
        return outcome.Result;
    }

    private async Task RecordRefusalAsync(Change change, AuditOutcome outcome, string message, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var record = new AuditRecord(
            change.Actor,
            change.Action,
            change.EntityType,
            change.EntityId,
            null,
            null,
            change.Reason is { Length: > 0 } reason ? $"{message} (reason given: {reason})" : message,
            outcome
        );
        var entry = await trail.AppendAsync(context, record, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        bus.Publish(new AuditAppended(entry));
    }
}
