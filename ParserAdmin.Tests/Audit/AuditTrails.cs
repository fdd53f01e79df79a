using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Audit;

/// <summary>Writes, breaks and checks a host's trail.</summary>
internal static class AuditTrails
{
    public static async Task AppendAsync(this CoreHost host, params IEnumerable<AuditRecord> records)
    {
        await using var context = await host.OpenAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        foreach (var record in records)
            await host.Get<AuditTrail>().AppendAsync(context, record, CancellationToken.None);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    public static Task<AuditVerification> VerifyAsync(this CoreHost host) => host.Get<AuditVerifier>().VerifyAsync(CancellationToken.None);

    /// <summary>
    /// Tells what the verifier finds after SQL that the triggers would refuse. It opens its own connection, so the change is committed;
    /// the rows are put back from a copy.
    /// </summary>
    public static async Task<AuditVerification> VerifyAfterAsync(this CoreHost host, params string[] statements)
    {
        await host.SqlAsync("CREATE TABLE audit_copy AS SELECT * FROM audit_logs");
        await host.DropTriggersAsync();
        foreach (var statement in statements)
            await host.SqlAsync(statement);
        var found = await host.VerifyAsync();
        await host.SqlAsync("DELETE FROM audit_logs");
        await host.SqlAsync("INSERT INTO audit_logs SELECT * FROM audit_copy");
        await host.SqlAsync("DROP TABLE audit_copy");
        return found;
    }

    public static async Task DropTriggersAsync(this CoreHost host)
    {
        await using var context = await host.OpenAsync();
        foreach (var statement in context.Dialect.DropAuditTriggers)
            await context.Database.ExecuteSqlRawAsync(statement);
    }
}
