namespace ParserAdmin.Core.Sources.Definition.Reading;

internal sealed record ArgumentSignature(string Name, ArgumentKind Kind, bool Required);
