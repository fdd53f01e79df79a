namespace ParserAdmin.Core.Sources.Definition.Reading;

internal sealed record MapEntry(ScalarNode Key, DefinitionNode Value);
