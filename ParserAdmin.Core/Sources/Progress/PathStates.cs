using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Jobs.Running;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Sources.Progress;

/// <summary>
/// Keeps the state of each path of a source. One job runs per source, so a row has one writer at a time, and a person's acceptance beside
/// it.
/// </summary>
public sealed class PathStates(IDbContextFactory<ParserDbContext> contexts, GatedTransactions transactions, AuditTrail trail, EventBus bus)
{
    internal const string EntityType = "source_paths";

    public async Task<PathState?> FindAsync(string sourceId, string path, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<PathState>()
            .AsNoTracking()
            .SingleOrDefaultAsync(state => state.SourceId == sourceId && state.Path == path, cancellationToken);
    }

    /// <summary>Those of one source, by the path's name.</summary>
    public async Task<IReadOnlyList<PathState>> ListAsync(string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<PathState>()
            .AsNoTracking()
            .Where(state => state.SourceId == sourceId)
            .OrderBy(state => state.Path)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Moves the mark with a batch, in the transaction that saves it.</summary>
    /// <param name="newest">When the newest item of the batch was published, UTC; one from the future counts as of now.</param>
    /// <param name="checkpoint">Where to go on, once a page is whole.</param>
    internal static async Task MoveAsync(
        ParserDbContext context,
        string sourceId,
        string path,
        DateTime? newest,
        string? checkpoint,
        int version,
        DateTime now,
        CancellationToken cancellationToken
    ) => (await FindOrAddAsync(context, sourceId, path, cancellationToken)).Move(newest > now ? now : newest, checkpoint, version, now);

    /// <summary>A run has succeeded: the mark and the checkpoint are cleared, and a quarantine is over.</summary>
    /// <exception cref="GateRefusedException">The run may not write any more.</exception>
    public async Task CheckedAsync(GatedRun run, string path, PathCheck check, CancellationToken cancellationToken)
    {
        await WriteAsync(
            run,
            path,
            async (context, state, now) =>
            {
                if (state.QuarantinedAt is not null)
                {
                    await trail.AppendAsync(
                        context,
                        Record(
                            state,
                            "source.trust-layout",
                            PathStateJson.Write(state),
                            null,
                            "Its pages look as the definition says again"
                        ),
                        cancellationToken
                    );
                }

                state.Check(check, now);
            },
            cancellationToken
        );
        bus.Publish(new SourceChanged(run.SourceId));
    }

    /// <summary>Notes that the path's pages do not look as they should; on record when it is new.</summary>
    /// <exception cref="GateRefusedException">The run may not write any more.</exception>
    public async Task QuarantineAsync(GatedRun run, string path, string reason, CancellationToken cancellationToken)
    {
        await WriteAsync(
            run,
            path,
            async (context, state, now) =>
            {
                var (before, isNew) = (PathStateJson.Write(state), state.QuarantinedAt is null);
                state.Quarantine(StorableText.Clean(reason), now);
                if (isNew)
                {
                    await trail.AppendAsync(
                        context,
                        Record(state, "source.quarantine", before, PathStateJson.Write(state), reason),
                        cancellationToken
                    );
                }
            },
            cancellationToken
        );
        bus.Publish(new SourceChanged(run.SourceId));
    }

    private static AuditRecord Record(PathState state, string action, string? before, string? after, string reason) =>
        new(Actor.System, action, EntityType, $"{state.SourceId}/{state.Path}", before, after, reason);

    private Task WriteAsync(
        GatedRun run,
        string path,
        Func<ParserDbContext, PathState, DateTime, Task> write,
        CancellationToken cancellationToken
    ) =>
        transactions.RunAsync(
            run,
            async (context, now, token) => await write(context, await FindOrAddAsync(context, run.SourceId, path, token), now),
            cancellationToken
        );

    private static async Task<PathState> FindOrAddAsync(
        ParserDbContext context,
        string sourceId,
        string path,
        CancellationToken cancellationToken
    )
    {
        var state = await context
            .Set<PathState>()
            .SingleOrDefaultAsync(state => state.SourceId == sourceId && state.Path == path, cancellationToken);
        if (state is null)
            context.Add(state = PathState.Create(sourceId, path));
        return state;
    }
}
