using System.Text.RegularExpressions;
using ParserAdmin.Core.Sources.Definition.Reading.Advice;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>settings</c>, and the texts that ask for them.</summary>
internal static partial class SettingsReader
{
    public static readonly IReadOnlyDictionary<string, SettingType> Types = new Dictionary<string, SettingType>
    {
        ["text"] = SettingType.Text,
        ["number"] = SettingType.Number,
        ["flag"] = SettingType.Flag,
        ["secret"] = SettingType.Secret,
    };

    // What is asked for cannot be held against settings that could not be read.
    private static readonly IReadOnlyDictionary<string, SettingDefinition> InDoubt = new Dictionary<string, SettingDefinition>();

    public static IReadOnlyDictionary<string, SettingDefinition> Read(Cursor? place)
    {
        if (place is not null && place.AsEntries() is null)
            return InDoubt;
        var settings = new Dictionary<string, SettingDefinition>();
        foreach (var entry in place?.AsEntries() ?? [])
        {
            if (!Name().IsMatch(entry.Key.Value))
            {
                place!.Errors.Add(
                    entry.Key,
                    entry.Value.Path,
                    $"'{CursorScalars.Short(entry.Key.Value)}' is not a setting's name; begin with a letter and use letters, digits and '_'"
                );
            }

            settings[entry.Key.Value] =
                !SettingAdvice.Refuses(entry) && entry.Value.AsMap(DefinitionKeys.Setting) is { } map
                    ? Setting(map)
                    : new SettingDefinition(SettingType.Text, null, null);
        }

        return settings;
    }

    /// <summary>A text that may hold settings; one that nobody declared is reported.</summary>
    public static string? Template(Cursor place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        if (place.AsText() is not { } text)
            return null;
        if (!ConfigTemplate.IsWellFormed(text))
            place.Fail("has braces that are no setting; write a setting as {{ .Config.name }}");
        foreach (var name in ConfigTemplate.Names(text).Where(name => !settings.ContainsKey(name) && !ReferenceEquals(settings, InDoubt)))
        {
            place.Fail(
                $"there is no setting '{name}'; "
                    + $"{(NearestWord.Find(name, [.. settings.Keys]) is { } near ? $"did you mean '{near}'?" : "declare it under 'settings'")}"
            );
        }

        return text;
    }

    private static SettingDefinition Setting(MapCursor map)
    {
        var type = map.Find("type")?.AsChoice(Types) ?? SettingType.Text;
        var usual = map.Find("default")?.AsText();
        if (usual is not null && SettingValues.Problem(type, usual) is { } problem)
            map.Find("default")!.Fail(problem);
        if (usual is not null && type == SettingType.Secret)
            map.Find("default")!.Fail("a secret has no default: a definition is shown and exported; set the value at the source");
        return new SettingDefinition(type, map.Find("label")?.AsFilledText(), usual);
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,63}\\z")]
    private static partial Regex Name();
}
