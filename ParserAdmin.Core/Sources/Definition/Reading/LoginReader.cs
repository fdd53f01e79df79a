namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>Reads <c>login</c>.</summary>
internal static class LoginReader
{
    public static LoginDefinition? Read(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings)
    {
        if (place?.AsMap(DefinitionKeys.Login) is not { } map)
        {
            return null;
        }

        if (map.Find("form") is null && map.Find("cookie") is null && map.Find("headers") is null)
        {
            place.Fail("says no way to sign in; add 'form', 'cookie' or 'headers'");
        }

        return new LoginDefinition(
            Form(map.Find("form"), settings),
            map.Find("cookie") is { } cookie ? SettingsReader.Template(cookie, settings) : null,
            FetchReader.Headers(map.Find("headers"), settings),
            Test(map.Find("test")),
            map.Find("error")?.AsList() is { } errors ? [.. errors.Select(error => error.AsSelector()).OfType<string>()] : []);
    }

    private static LoginFormDefinition? Form(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings) =>
        place?.AsMap(DefinitionKeys.LoginForm) is { } map
            ? new LoginFormDefinition(
                map.Require("path", "path: login")?.AsFilledText() ?? "",
                map.Find("selector")?.AsSelector() ?? "form",
                Texts(map.Require("fields", "fields: { user: \"{{ .Config.user }}\" }"), settings))
            : null;

    private static LoginTestDefinition? Test(Cursor? place) =>
        place?.AsMap(DefinitionKeys.LoginTest) is { } map
            ? new LoginTestDefinition(
                map.Require("path", "path: members/")?.AsText() ?? "",
                map.Require("selector", "selector: \"a[href='/logout']\"")?.AsSelector() ?? "*")
            : null;

    private static Dictionary<string, string> Texts(Cursor? place, IReadOnlyDictionary<string, SettingDefinition> settings) =>
        (place?.AsEntries() ?? []).ToDictionary(entry => entry.Key.Value, entry => SettingsReader.Template(entry.Value, settings) ?? "");
}
