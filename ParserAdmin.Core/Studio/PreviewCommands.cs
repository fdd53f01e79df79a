using System.Text.Json;
using System.Text.Json.Serialization;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Safety.Gate;
using ParserAdmin.Core.Sources.Definition;
using ParserAdmin.Core.Sources.Definition.Fields;
using ParserAdmin.Core.Sources.Definition.Paths;

namespace ParserAdmin.Core.Studio;

/// <summary>
/// Tries a definition: the way for portal, API and CLI alike. A request to a site goes on record; a run on a saved answer touches nothing.
/// </summary>
public sealed class PreviewCommands(Changes changes, PreviewFetcher fetcher, PreviewEngine engine)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <returns> 422 for a bad definition or a path that is not there, 423 while stopped or paused, 502 where the site gave no page. A page
    /// that came and cannot be read is a preview that says so.
    /// </returns>
    public async Task<CommandResult<Preview>> RunAsync(Actor actor, PreviewRequest request, CancellationToken cancellationToken)
    {
        var read = SourceDefinitionReader.Read(request.Definition);
        var asked = await AskAsync(actor, request, read.Definition, cancellationToken);
        if (!asked.Succeeded)
            return asked.As<Preview>();
        var (definition, name, address) = (read.Definition!, asked.Value.Path, asked.Value.Address);
        var notes = new List<string>();
        try
        {
            var answer =
                request.Answer
                ?? await fetcher.FetchAsync(
                    actor,
                    definition,
                    definition.Paths[name],
                    request.Definition,
                    address!,
                    notes,
                    cancellationToken
                );
            return CommandResult<Preview>.Done(
                engine.Run(definition, name, answer, Math.Max(request.Rows, 1), cancellationToken) with
                {
                    Notes = notes,
                }
            );
        }
        catch (GateRefusedException refused)
        {
            return CommandResult<Preview>.Refused(
                CommandStatus.Locked,
                $"Nothing is fetched: {refused.Message}. A saved answer can still be tried.",
                field: "url"
            );
        }
        catch (FetchException failed)
        {
            return CommandResult<Preview>.Refused(CommandStatus.SiteFailed, $"{failed.Class}: {failed.Message}", field: "url");
        }
    }

    private Task<CommandResult<PreviewTarget>> AskAsync(
        Actor actor,
        PreviewRequest request,
        SourceDefinition? definition,
        CancellationToken cancellationToken
    )
    {
        var target = Target(request, definition);

        // Nothing to record: a transaction for each stroke of a key would only hold up the crawl.
        if (actor.May(Role.Admin) && (request.Answer is not null || !target.Succeeded))
            return Task.FromResult(target);
        return changes.RunAsync(
            new Change(actor, Role.Admin, "source.preview", "sources", definition?.Id),
            (_, _) =>
                Task.FromResult(
                    target.Succeeded
                        ? new ChangeOutcome<PreviewTarget>(
                            target,
                            null,
                            JsonSerializer.Serialize(new { target.Value.Path, target.Value.Address }, Json)
                        )
                        : new ChangeOutcome<PreviewTarget>(target)
                ),
            cancellationToken
        );
    }

    private static CommandResult<PreviewTarget> Target(PreviewRequest request, SourceDefinition? definition)
    {
        if (definition is null)
            return Refuse("definition", "The definition has errors. Mend them first.");
        if ((request.Path ?? FirstPath(definition)) is not { } name)
            return Refuse("path", "No path of the definition has an address of its own. Say which path to try, and the page's address.");
        if (!definition.Paths.TryGetValue(name, out var path))
            return Refuse("path", $"The definition has no path '{name}'. It has: {string.Join(", ", definition.Paths.Keys)}.");
        if (request.Answer is not null)
            return CommandResult<PreviewTarget>.Done(new PreviewTarget(name, null));
        var template = request.Address ?? path.Path;
        if (template is null)
            return Refuse("url", $"The path '{name}' has no address of its own: other pages link to it. Say which page to fetch.");
        if (WebAddress.Parse(template) is { } absolute)
            return CommandResult<PreviewTarget>.Done(new PreviewTarget(name, absolute));
        return PathAddress.TryResolve(definition.Links[0], template, new Dictionary<string, string>(), out var address)
            ? CommandResult<PreviewTarget>.Done(new PreviewTarget(name, address))
            : Refuse(
                "url",
                request.Address is null
                    ? $"The address of the path '{name}' ({template}) is filled in for each item. Say which page to fetch."
                    : $"'{request.Address}' is no web address. Write it in full, such as https://example.org/page, or relative to the "
                        + $"first link."
            );
    }

    private static string? FirstPath(SourceDefinition definition) =>
        definition
            .Paths.Where(path => path.Value.Path is { } address && FieldTemplate.Names(address).Count == 0)
            .Select(path => path.Key)
            .FirstOrDefault();

    private static CommandResult<PreviewTarget> Refuse(string field, string message) =>
        CommandResult<PreviewTarget>.Refused(CommandStatus.Unprocessable, message, field: field);
}
