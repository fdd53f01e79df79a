using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>The settings as people see them in the audit trail and in the seal.</summary>
public static class SettingsJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Write(ParserSettings settings)
    {
        var json = JsonSerializer.SerializeToNode(settings, Options)!.AsObject();
        json.Remove("id");
        json.Remove("sealed");
        return json.ToJsonString();
    }

    public static ParserSettings? Read(string json) =>
        json.Length == 0 ? null : JsonSerializer.Deserialize<ParserSettings>(json, Options);

    /// <summary>
    /// Whether the row is not as the program left it. The seal is read and written anew first: a seal of an older version lacks the settings
    /// that came later, and they then have their defaults.
    /// </summary>
    public static bool IsChangedBehind(ParserSettings settings) =>
        Read(settings.Sealed) is not { } asLeft || Write(asLeft) != Write(settings);

    public static ParserSettings Seal(ParserSettings settings) => settings with { Sealed = Write(settings) };

    /// <summary>Only the values that differ, for a readable audit entry.</summary>
    public static (string Before, string After) Difference(ParserSettings before, ParserSettings after)
    {
        var old = JsonNode.Parse(Write(before))!.AsObject();
        var now = JsonNode.Parse(Write(after))!.AsObject();
        foreach (var name in old.Select(pair => pair.Key).ToList())
        {
            if (JsonNode.DeepEquals(old[name], now[name]))
            {
                old.Remove(name);
                now.Remove(name);
            }
        }

        return (old.ToJsonString(), now.ToJsonString());
    }
}
