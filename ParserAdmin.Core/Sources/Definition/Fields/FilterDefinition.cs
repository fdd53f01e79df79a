namespace ParserAdmin.Core.Sources.Definition.Fields;

/// <summary>One step of a field's filter chain.</summary>
public sealed record FilterDefinition(string Name, FilterArguments Arguments);
