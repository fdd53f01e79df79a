using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Sources.Progress;

/// <summary>A person's word on a changed layout: the way for portal and API alike.</summary>
public sealed class LayoutCommands(Changes changes, TimeProvider clock)
{
    /// <summary>
    /// Takes what a quarantined path shows now for its new normal: its row counts are forgotten, and the next run is held against nothing.
    /// </summary>
    public Task<CommandResult<PathState>> AcceptAsync(
        Actor actor,
        string sourceId,
        string path,
        string? reason,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(actor, Role.Operator, "source.accept-layout", PathStates.EntityType, $"{sourceId}/{path}", reason),
            async (context, token) =>
            {
                var state = await context
                    .Set<PathState>()
                    .SingleOrDefaultAsync(state => state.SourceId == sourceId && state.Path == path, token);
                if (state is null)
                {
                    return ChangeOutcome<PathState>.Refused(
                        CommandStatus.NotFound,
                        $"The source '{sourceId}' has no path '{path}' that was ever read."
                    );
                }

                if (string.IsNullOrWhiteSpace(reason))
                {
                    return ChangeOutcome<PathState>.Refused(
                        CommandStatus.Invalid,
                        "Say why the new layout is right: the reason goes on record.",
                        field: "reason"
                    );
                }

                if (state.QuarantinedAt is null)
                    return ChangeOutcome<PathState>.Same(state);
                var before = PathStateJson.Write(state);
                state.Accept(clock.UtcMilliseconds());
                return new(CommandResult<PathState>.Done(state), before, PathStateJson.Write(state), Events: [new SourceChanged(sourceId)]);
            },
            cancellationToken
        );
}
