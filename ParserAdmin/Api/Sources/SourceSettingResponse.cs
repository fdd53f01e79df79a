namespace ParserAdmin.Api.Sources;

/// <summary>One setting.</summary>
/// <param name="Type">text, number, flag or secret.</param>
/// <param name="Value">As it is in force; always null for a secret.</param>
/// <param name="IsSet">Whether it has a value, a person's or the default.</param>
internal sealed record SourceSettingResponse(string Name, string Type, string? Label, string? Value, bool IsSet);
