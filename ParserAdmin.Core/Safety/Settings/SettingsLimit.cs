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
    Func<ParserSettings, int, ParserSettings> Set);
