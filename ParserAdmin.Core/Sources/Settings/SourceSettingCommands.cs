using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources.Settings;

/// <summary>Sets the values that a source's definition asks for. A secret goes in and never comes out again, nor into the trail.</summary>
public sealed class SourceSettingCommands(Changes changes, SecretBox secrets, TimeProvider clock)
{
    private const string Action = "source.settings";

    /// <param name="values">By name; null takes a value away. Settings that are not named stay as they are.</param>
    public Task<CommandResult<Source>> SetAsync(
        Actor actor,
        string sourceId,
        IReadOnlyDictionary<string, string?> values,
        CancellationToken cancellationToken
    ) => SetAsync(actor, sourceId, values, null, cancellationToken);

    /// <param name="values">By name; null takes a value away. Settings that are not named stay as they are.</param>
    /// <param name="seen">When each was set that this was decided on (<see cref="SettingState.UpdatedAt"/>): one that was set since is not
    /// overwritten. Null to take whatever is there.</param>
    public Task<CommandResult<Source>> SetAsync(
        Actor actor,
        string sourceId,
        IReadOnlyDictionary<string, string?> values,
        IReadOnlyDictionary<string, DateTime?>? seen,
        CancellationToken cancellationToken
    ) =>
        changes.RunAsync(
            new Change(actor, Role.Admin, Action, "sources", sourceId),
            async (context, token) =>
            {
                var source = await context.Set<Source>().SingleOrDefaultAsync(source => source.Id == sourceId, token);
                if (source is null)
                    return ChangeOutcome<Source>.Refused(CommandStatus.NotFound, $"There is no source '{sourceId}'.");
                if (SourceDefinitionReader.Read(source.Definition).Definition is not { } definition)
                {
                    return ChangeOutcome<Source>.Refused(
                        CommandStatus.Unprocessable,
                        "The source's definition has errors. Mend them first.",
                        field: "id"
                    );
                }

                var problems = values
                    .Select(value => (value.Key, Text: Problem(definition, value.Key, value.Value)))
                    .Where(problem => problem.Text is not null)
                    .ToList();
                if (problems.Count > 0)
                {
                    return ChangeOutcome<Source>.Refused(
                        CommandStatus.Invalid,
                        string.Join(' ', problems.Select(problem => problem.Text)),
                        field: problems[0].Key
                    );
                }

                var stored = await context
                    .Set<SourceSetting>()
                    .Where(setting => setting.SourceId == sourceId)
                    .ToDictionaryAsync(setting => setting.Name, token);
                if (
                    values.FirstOrDefault(value => IsMoved(stored.GetValueOrDefault(value.Key), value.Key, value.Value, seen)).Key is
                    { } moved
                )
                {
                    var who =
                        stored.GetValueOrDefault(moved)?.UpdatedBy
                        ?? await LastChange.WhoAsync(context, "sources", sourceId, [Action], token);
                    return ChangeOutcome<Source>.Refused(
                        CommandStatus.Conflict,
                        $"{who} changed '{definition.Settings[moved].Label ?? moved}' meanwhile.",
                        source,
                        moved
                    );
                }

                var before = Describe(values.Keys, stored);
                foreach (var (name, value) in values)
                    Set(context, stored, sourceId, name, value, definition.Settings[name].Type == SettingType.Secret, actor);
                return new ChangeOutcome<Source>(
                    CommandResult<Source>.Done(source),
                    before,
                    Describe(values.Keys, stored),
                    sourceId,
                    Events: [new SourceChanged(sourceId)]
                );
            },
            cancellationToken
        );

    private static string? Problem(SourceDefinition definition, string name, string? value)
    {
        if (!definition.Settings.TryGetValue(name, out var setting))
            return $"The source has no setting '{name}'{Hint(name, [.. definition.Settings.Keys])}";
        return value is not null && SettingValues.Problem(setting.Type, value) is { } problem ? $"'{name}' {problem}." : null;
    }

    private static string Hint(string name, IReadOnlyList<string> known) =>
        known.Count == 0 ? "; its definition declares none."
        : NearestWord.Find(name, known) is { } near ? $"; did you mean '{near}'?"
        : $"; it has: {string.Join(", ", known)}.";

    /// <summary>Somebody set it since, and to something else.</summary>
    private static bool IsMoved(SourceSetting? stored, string name, string? wanted, IReadOnlyDictionary<string, DateTime?>? seen) =>
        seen is not null
        && seen.TryGetValue(name, out var at)
        && stored?.UpdatedAt != at
        && (stored?.IsSecret == true || stored?.Value != wanted);

    private static string Describe(IEnumerable<string> names, Dictionary<string, SourceSetting> stored) =>
        JsonSerializer.Serialize(
            names.ToDictionary(
                name => name,
                name =>
                    stored.GetValueOrDefault(name) is { } setting
                        ? setting.IsSecret
                            ? "(secret)"
                            : setting.Value
                        : null
            )
        );

    private void Set(
        ParserDbContext context,
        Dictionary<string, SourceSetting> stored,
        string sourceId,
        string name,
        string? value,
        bool isSecret,
        Actor actor
    )
    {
        stored.TryGetValue(name, out var setting);
        if (value is null)
        {
            if (setting is not null)
                context.Remove(setting);
            stored.Remove(name);
            return;
        }

        if (setting is null)
            context.Add(stored[name] = setting = new SourceSetting { SourceId = sourceId, Name = name });
        var clean = StorableText.Clean(value);
        setting.Value = isSecret ? secrets.Close(clean) : clean;
        setting.IsSecret = isSecret;
        setting.UpdatedAt = clock.UtcMilliseconds();
        setting.UpdatedBy = actor.Name;
    }
}
