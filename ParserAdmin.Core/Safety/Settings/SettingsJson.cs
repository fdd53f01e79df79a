using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Core.Safety.Settings;

/// <summary>The settings as people see them in the audit trail and in the seal.</summary>
public static class SettingsJson
{
    private static LastSeal? _lastSeal;

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

    /// <returns>Null for what the program never wrote.</returns>
    /// <exception cref="UnreadableRowException">Another program wrote it, and it is nothing.</exception>
    public static ParserSettings? Read(string json)
    {
        try
        {
            return json.Length == 0 ? null : JsonSerializer.Deserialize<ParserSettings>(json, Options);
        }
        catch (Exception broken) when (UnreadableRowException.Is(broken))
        {
            throw new UnreadableRowException("parser_settings", broken);
        }
    }

    /// <summary>
    /// Up to which stop the row is in step: the epoch that the program wrote last. The row's own may have been written by hand, just
    /// while a stop was stored, and then says nothing of that stop.
    /// </summary>
    /// <param name="epoch">The row's own, for a row that the program never wrote.</param>
    public static long InStep(string seal, long epoch)
    {
        // The gate asks before each request, and the seal is the same for hours.
        if (_lastSeal is not { } last || last.Seal != seal)
            _lastSeal = last = new LastSeal(seal, Read(seal)?.Epoch);
        return last.Epoch ?? epoch;
    }

    /// <summary>
    /// Whether the row is not as the program left it. The seal is read and written anew first: a seal of an older version lacks the
    /// settings that came later, and they then have their defaults.
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

    private sealed record LastSeal(string Seal, long? Epoch);
}
