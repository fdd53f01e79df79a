using System.Collections;
using System.Text.Json;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Api;

/// <summary>For each call that takes JSON, a body that it takes: of the fields that it has, those that are needed somewhere.</summary>
internal static class CallBodies
{
    private static readonly Dictionary<string, object> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["reason"] = "forged",
        ["version"] = 1,
        ["mode"] = "auto",
        ["confirm"] = "RESET",
        ["role"] = "admin",
        ["email"] = "forged@example.org",
        ["name"] = "forged",
        ["task"] = "catalog-sync",
        ["sourceId"] = "demo",
        ["cron"] = "@daily",
        ["filter"] = new object(),
        ["count"] = 1,
        ["fields"] = new { title = "forged" },
        ["definition"] = TestSources.Yaml("demo"),
        ["path"] = "catalog",
        ["timeZone"] = "Europe/Berlin",
    };

    public static string Of(Type type) =>
        typeof(IEnumerable).IsAssignableFrom(type)
            ? """{"forged":"forged"}"""
            : JsonSerializer.Serialize(
                type.GetProperties()
                    .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name))
                    .Where(Values.ContainsKey)
                    .ToDictionary(name => name, name => Values[name])
            );
}
