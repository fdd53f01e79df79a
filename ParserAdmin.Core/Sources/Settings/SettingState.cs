using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources.Settings;

/// <summary>A setting as people may see it.</summary>
/// <param name="Value">As it is in force; always null for a secret.</param>
/// <param name="IsSet">Whether there is a value, a person's or the default.</param>
/// <param name="UpdatedAt">When a person set it, UTC; null where nobody did.</param>
public sealed record SettingState(string Name, SettingType Type, string? Label, string? Value, bool IsSet, DateTime? UpdatedAt);
