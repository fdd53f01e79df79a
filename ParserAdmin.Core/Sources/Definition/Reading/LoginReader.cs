using ParserAdmin.Core.Sources.Definition.Paths;
using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>login</c>.</summary>
internal static class LoginReader
{
    public static LoginDefinition? Read(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        if (place?.AsMap(DefinitionKeys.Login) is not { } map)
            return null;
        if (map.Find("form") is null && map.Find("cookie") is null && map.Find("headers") is null)
            place.Fail("says no way to sign in; add 'form', 'cookie' or 'headers'");
        return new LoginDefinition(
            Form(map.Find("form"), settings),
            map.Find("cookie") is { } cookie ? SettingsReader.Template(cookie, settings) : null,
            FetchReader.Headers(map.Find("headers"), settings),
            Test(map.Find("test")),
            map.Find("error")?.AsList() is { } errors ? [.. errors.Select(error => error.AsSelector()).OfType<string>()] : []
        );
    }

    private static LoginFormDefinition? Form(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings) =>
        place?.AsMap(DefinitionKeys.LoginForm) is { } map
            ? new LoginFormDefinition(
                Address(map.Require("path", "path: login")) ?? "",
                map.Find("selector")?.AsSelector() ?? "form",
                Texts(map.Require("fields", "fields: { user: \"{{ .Config.user }}\" }"), settings)
            )
            : null;

    private static LoginTestDefinition? Test(Cursor? place) =>
        place?.AsMap(DefinitionKeys.LoginTest) is { } map
            ? new LoginTestDefinition(
                Address(map.Require("path", "path: members/")) ?? "",
                map.Require("selector", "selector: \"a[href='/logout']\"")?.AsSelector() ?? "*"
            )
            : null;

    // An empty path is the link itself.
    private static string? Address(Cursor? place)
    {
        if (place?.AsText() is not { } text)
            return null;
        if (text.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            place.Fail("'path' takes no placeholder here: it is the address of one page, such as 'path: login'");
        }
        else if (!PathAddress.TryResolve(new Uri("https://example.org/"), text, new Dictionary<string, string>(), out _))
        {
            place.Fail(
                $"'path' has to be the address of a page, and '{CursorScalars.Short(text)}' makes none; write a path such as login or a "
                    + $"full https:// address"
            );
        }

        return text;
    }

    private static Dictionary<string, string> Texts(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        if (place?.Node is MapNode { Entries.Count: 0 })
            place.Fail("'fields' is empty; name the form's fields and what to fill in, such as user: \"{{ .Config.user }}\"");
        return (place?.AsEntries() ?? []).ToDictionary(
            entry => entry.Key.Value,
            entry => SettingsReader.Template(entry.Value, settings) ?? ""
        );
    }
}
