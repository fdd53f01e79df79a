using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Cluster.Relay;

/// <summary>What is looked at whenever somebody has written anything, so most of what an idle program does.</summary>
internal static class PolledRows
{
    public static readonly CompiledQuery<Func<ParserDbContext, int, IAsyncEnumerable<ParserJob>>> Active = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, int most) =>
                context
                    .Set<ParserJob>()
                    .AsNoTracking()
                    .Where(job => job.Status == JobStatus.Running || job.Status == JobStatus.Pending)
                    .Take(most)
        )
    );

    public static readonly CompiledQuery<Func<ParserDbContext, int, IAsyncEnumerable<ParserJob>>> Newest = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, int most) => context.Set<ParserJob>().AsNoTracking().OrderByDescending(job => job.Id).Take(most)
        )
    );

    public static readonly CompiledQuery<Func<ParserDbContext, IAsyncEnumerable<Node>>> Nodes = new(() =>
        EF.CompileAsyncQuery((ParserDbContext context) => context.Set<Node>().AsNoTracking())
    );

    public static readonly CompiledQuery<Func<ParserDbContext, long, int, IAsyncEnumerable<AuditEntry>>> Entries = new(() =>
        EF.CompileAsyncQuery(
            (ParserDbContext context, long after, int most) =>
                context.Set<AuditEntry>().AsNoTracking().Where(entry => entry.Sequence > after).OrderBy(entry => entry.Sequence).Take(most)
        )
    );
}
