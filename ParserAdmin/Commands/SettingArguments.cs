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

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
                settings.Add(args[++i]);
        }

        (Settings, Rest) = ([.. settings], rest);
    }

    public string[] Settings { get; }

    public IReadOnlyList<string> Rest { get; }

    private static bool IsSetting(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Split('=', 2)[0].Contains(':', StringComparison.Ordinal);
}
