using ParserAdmin.Core.Sources.Definition.Reading.Yaml;

namespace ParserAdmin.Core.Sources.Definition.Reading.Advice;

/// <summary>A setting that was given its value where it is only declared.</summary>
internal static class SettingAdvice
{
    public const string AtTheSource = "at the source (portal, parseradmin source set, or PATCH /sources/ID/settings)";

    private static readonly string[] Secrets = ["pass", "pwd", "secret", "token", "key", "cookie"];

    /// <summary>Whether the setting is a bare text; then it is reported.</summary>
    public static bool Refuses(CursorEntry setting)
    {
        if (setting.Value.Node is not ScalarNode scalar)
            return false;
        var name = setting.Key.Value;

        // What looks like a secret is not repeated: errors are shown and logged.
        var isSecret = Secrets.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
        var declaration = $"write {name}: {(isSecret ? "{ type: secret }" : "{}")}";
        setting.Value.WrongType(
            "a mapping (key: value)",
            scalar.IsNull
                ? $"; {declaration}"
                : $"; a setting has no value here: {declaration} and set its value "
                    + $"{AtTheSource}{(isSecret ? "" : $"; 'default: {CursorScalars.Short(scalar.Value)}' is for one that all users of the definition share")}"
        );
        return true;
    }
}
