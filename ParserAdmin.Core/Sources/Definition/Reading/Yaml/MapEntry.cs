namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

internal sealed record MapEntry(ScalarNode Key, DefinitionNode Value);
