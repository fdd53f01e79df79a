namespace ParserAdmin.Core.Sources.Definition;

/// <summary>What one row of a sample must be. Fields that are not named may be anything.</summary>
/// <param name="Fields">By name.</param>
public sealed record SampleRow(IReadOnlyDictionary<string, SampleValue> Fields, int Line, int Column);
