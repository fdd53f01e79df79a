namespace ParserAdmin.Commands;

/// <summary>
/// Parts configuration (<c>--ParserAdmin:DataDirectory=x</c>, <c>--ParserAdmin:DataDirectory x</c>) from what belongs to a command: a colon
/// before the value marks it, and it may stand after any command.
/// </summary>
internal sealed class SettingArguments
{
    public SettingArguments(string[] args)
    {
        var (settings, rest) = (new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsSetting(args[i]))
            {
                rest.Add(args[i]);
                continue;
            }

            var (key, value) = args[i].Split('=', 2) is [var left, var right]
                ? (left, right)
                : (args[i], i + 1 < args.Length && !IsOption(args[i + 1]) ? args[++i] : null);
            Problem ??=
                KnownSettings.Problem(key[2..])
                ?? (value is null ? $"The setting '{key[2..]}' has no value. Write it as {key}=VALUE." : null);
            settings.Add($"{key}={value}");
        }

        (Settings, Rest) = ([.. settings], rest);
    }

    /// <summary>Each as <c>--KEY=VALUE</c>.</summary>
    public string[] Settings { get; }

    public IReadOnlyList<string> Rest { get; }

    /// <summary>The first that is no setting or has no value, in words, or null.</summary>
    public string? Problem { get; }

    private static bool IsSetting(string argument) =>
        IsOption(argument) && argument.Split('=', 2)[0].Contains(':', StringComparison.Ordinal);

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
}
