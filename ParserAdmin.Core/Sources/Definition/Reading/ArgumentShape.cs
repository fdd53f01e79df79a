namespace ParserAdmin.Core.Sources.Definition.Reading;

internal sealed record ArgumentShape(string Name, ArgumentKind Kind, bool Required);
