using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Folder;

namespace ParserAdmin.Core.Sources;

/// <summary>Declare, pause, resume and delete sources: the way for portal, API and CLI alike.</summary>
public sealed class SourceCommands(
    Changes changes,
    DefinitionInspector inspector,
    DefinitionsFolder folder,
    IEnumerable<ISourceChangeHandler> handlers,
    TimeProvider clock
)
{
    /// <summary>Stores a definition, new or in place of the old one. Its own id decides which source it is.</summary>
    /// <param name="expectedId">The id that the address named; a definition of another source is refused.</param>
    public Task<CommandResult<Source>> SaveAsync(Actor actor, string yaml, string? expectedId, CancellationToken cancellationToken) =>
        SaveAsync(actor, yaml, expectedId, expectedVersion: null, cancellationToken);

    /// <summary>The same, for a definition that lies in a file.</summary>
    /// <param name="beside">The file's folder: there the files of its samples are.</param>
    public Task<CommandResult<Source>> ImportAsync(Actor actor, string yaml, string beside, CancellationToken cancellationToken) =>
        SaveAsync(actor, yaml, null, null, beside, cancellationToken);

    /// <summary>The same, for someone who has looked at what is stored: what others changed since then is not overwritten.</summary>
    /// <param name="expectedVersion">The <see cref="Source.DefinitionVersion"/> that was looked at, 0 for a source that must be new, null
    /// to take whatever is there.</param>
    public Task<CommandResult<Source>> SaveAsync(
        Actor actor,
        string yaml,
        string? expectedId,
        int? expectedVersion,
        CancellationToken cancellationToken
    ) => SaveAsync(actor, yaml, expectedId, expectedVersion, null, cancellationToken);

    private async Task<CommandResult<Source>> SaveAsync(
        Actor actor,
        string yaml,
        string? expectedId,
        int? expectedVersion,
        string? beside,
        CancellationToken cancellationToken
    )
    {
        // Before the transaction: samples may take their time, and nobody else could write meanwhile.
        var read = actor.May(Role.Admin)
            ? await inspector.InspectAsync(yaml, beside, cancellationToken)
            : SourceDefinitionReader.Read(yaml);
        return await changes.RunAsync(
            new Change(actor, Role.Admin, "source.save", "sources", expectedId),
            async (context, token) =>
            {
                if (read.Definition is not { } definition)
                {
                    return Refuse(
                        CommandStatus.Unprocessable,
                        string.Join('\n', read.Errors.Select(error => $"Line {error.Line}, column {error.Column}: {error.Message}"))
                    );
                }

                if (actor.Type != ActorType.System && folder.FileOf(definition.Id) is { } file)
                {
                    return Refuse(
                        CommandStatus.Conflict,
                        $"This source is kept in step with the file {file} in the folder of definitions. Change it there; it is stored "
                            + $"within seconds.",
                        field: "id"
                    );
                }

                if (expectedId is not null && definition.Id != expectedId)
                {
                    return Refuse(
                        CommandStatus.Unprocessable,
                        $"The definition says id: {definition.Id}, but it was sent to {expectedId}. Make them equal.",
                        field: "id"
                    );
                }

                var now = clock.UtcMilliseconds();
                var source = await context.Set<Source>().SingleOrDefaultAsync(source => source.Id == definition.Id, token);
                if (expectedVersion is { } version && version != (source?.DefinitionVersion ?? 0))
                    return Refuse(CommandStatus.Conflict, Stale(definition.Id, version, source), source);
                var before = source is null ? null : SourceJson.Write(source);
                var kind = definition.Kind.ToString().ToLowerInvariant();
                if (source is null)
                    context.Add(source = Source.Create(definition.Id, definition.Name, kind, yaml, actor.Name, now, definition.Priority));
                else if (source.Definition == yaml)
                    return ChangeOutcome<Source>.Same(source);
                else
                    source.Define(definition.Name, kind, yaml, actor.Name, now, definition.Priority);
                foreach (var handler in handlers)
                    await handler.FollowAsync(context, source, definition, token);
                return Done(source, before);
            },
            cancellationToken
        );
    }

    public Task<CommandResult<Source>> PauseAsync(Actor actor, string id, string? reason, CancellationToken cancellationToken) =>
        PauseAsync(actor, id, reason, null, cancellationToken);

    /// <param name="seen">What was seen of it when this was decided; where somebody else paused it since, it is refused.</param>
    public Task<CommandResult<Source>> PauseAsync(
        Actor actor,
        string id,
        string? reason,
        PauseState? seen,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            actor,
            Role.Operator,
            "source.pause",
            id,
            reason,
            source =>
            {
                if (source.PauseProblem("source", reason, seen) is var (status, message, field))
                    return Refuse(status, message, source, field);
                source.Pause(reason!, actor.Name, clock.UtcMilliseconds());
                return null;
            },
            cancellationToken
        );

    public Task<CommandResult<Source>> ResumeAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        ChangeAsync(
            actor,
            Role.Operator,
            "source.resume",
            id,
            null,
            source =>
            {
                if (!source.Paused)
                    return ChangeOutcome<Source>.Same(source);
                source.Resume(actor.Name, clock.UtcMilliseconds());
                return null;
            },
            cancellationToken
        );

    private Task<CommandResult<Source>> ChangeAsync(
        Actor actor,
        Role required,
        string action,
        string id,
        string? reason,
        Func<Source, ChangeOutcome<Source>?> change,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(actor, required, action, "sources", id, reason),
            async (context, token) =>
            {
                var source = await context.Set<Source>().SingleOrDefaultAsync(source => source.Id == id, token);
                if (source is null)
                    return Refuse(CommandStatus.NotFound, $"There is no source '{id}'.");
                var before = SourceJson.Write(source);
                return change(source) ?? Done(source, before);
            },
            cancellationToken
        );

    private static ChangeOutcome<Source> Done(Source source, string? before) =>
        new(CommandResult<Source>.Done(source), before, SourceJson.Write(source), source.Id, Events: [new SourceChanged(source.Id)]);

    private static string Stale(string id, int expected, Source? source) =>
        source is null ? $"The source '{id}' was deleted meanwhile. Keep a copy of the definition, then make the source anew."
        : expected == 0 ? $"There is a source '{id}' already ({source.Name}). Choose another id, or edit that source."
        : $"{source.UpdatedBy} changed this source since you read it. Read it again and put your changes into what is there now.";

    private static ChangeOutcome<Source> Refuse(CommandStatus status, string message, Source? current = null, string? field = null) =>
        ChangeOutcome<Source>.Refused(status, message, current, field);
}
