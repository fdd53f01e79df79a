namespace ParserAdmin.Core.Sources.Definition.Reading;

internal sealed record CursorEntry(ScalarNode Key, Cursor Value);
