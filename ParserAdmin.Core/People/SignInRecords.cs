using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;

namespace ParserAdmin.Core.People;

/// <summary>Puts on record who came and went, and who tried. They change nothing, so the entry is a transaction of its own.</summary>
public sealed class SignInRecords(IDbContextFactory<ParserDbContext> contexts, AuditTrail trail, EventBus bus)
{
    /// <param name="action"><c>user.sign-in</c> or <c>user.sign-out</c>.</param>
    public async Task WriteAsync(Actor actor, string action, AuditOutcome outcome, string? reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var entry = await trail.AppendAsync(
            context,
            new AuditRecord(actor, action, "users", actor.Id, Reason: reason, Outcome: outcome),
            cancellationToken
        );
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        bus.Publish(new AuditAppended(entry));
    }
}
