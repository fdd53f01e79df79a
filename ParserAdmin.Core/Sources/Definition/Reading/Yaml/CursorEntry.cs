namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

internal sealed record CursorEntry(ScalarNode Key, Cursor Value);
