namespace ParserAdmin.Core.Sources.Definition;

/// <summary>A value that the person who uses a definition brings: a user name, a key.</summary>
/// <param name="Label">For people.</param>
/// <param name="Default">Taken while nobody has set it; null where somebody must. A secret has none.</param>
public sealed record SettingDefinition(SettingType Type, string? Label, string? Default);
