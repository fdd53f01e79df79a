namespace ParserAdmin.Core.Safety.Settings;

/// <summary>The values a number in the settings may take, and what it means to people.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Group">Under which heading the portal shows it.</param>
/// <param name="Label">What the portal calls it, with its unit.</param>
public sealed record SettingsLimit(
    string Name,
    string Group,
    string Label,
    int Minimum,
    int Maximum,
    Func<ParserSettings, int> Get,
    Func<ParserSettings, int, ParserSettings> Set
)
{
    /// <summary>The label without its unit.</summary>
    public string Title => Unit is { } unit ? Label[..^(unit.Length + 3)] : Label;

    /// <summary>What the number counts: what stands in brackets at the end of the label; null for a mere number.</summary>
    public string? Unit =>
        Label.EndsWith(')') && Label.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? Label[(at + 2)..^1] : null;

    /// <summary>What the program begins with.</summary>
    public int Default => Get(new ParserSettings());
}
