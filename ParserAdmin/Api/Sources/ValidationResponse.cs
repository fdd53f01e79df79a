namespace ParserAdmin.Api.Sources;

/// <summary>A definition that holds: which source it is of and the paths it has.</summary>
internal sealed record ValidationResponse(bool Valid, string Id, string Name, string Kind, IReadOnlyList<string> Paths);
