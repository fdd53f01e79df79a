using System.Globalization;

namespace ParserAdmin.Core.Sources.Definition;

/// <summary>Which texts a setting may hold.</summary>
public static class SettingValues
{
    public const int Longest = 4000;

    /// <returns>What is wrong with it, or null.</returns>
    public static string? Problem(SettingType type, string value) =>
        type switch
        {
            _ when value.Length > Longest => $"is longer than {Longest} characters",
            _ when value.Any(char.IsControl) => "holds a control character; write one line of text",
            SettingType.Number
                when !decimal.TryParse(value, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _) =>
                "is not a number such as 5 or 2.5",
            SettingType.Flag when value is not ("true" or "false") => "is not true or false",
            _ => null,
        };
}
