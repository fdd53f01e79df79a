using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>What a check of a definition found, in words.</summary>
internal static class DefinitionWords
{
    public static string Of(SourceDefinitionResult read) =>
        read.Definition is { } definition
            ? $"No error. It declares {definition.Name} with {Paths(definition)}{Samples(definition)}."
            : Count(read.Errors);

    public static string Count(IReadOnlyList<DefinitionError> errors) =>
        $"{errors.Count} {(errors.Count == 1 ? "error" : "errors")}; click one to go to its place.";

    private static string Paths(SourceDefinition definition) =>
        definition.Paths.Count == 1 ? $"the path {definition.Paths.Keys.First()}" : $"the paths {string.Join(", ", definition.Paths.Keys)}";

    private static string Samples(SourceDefinition definition) =>
        definition.Samples.Count switch
        {
            0 => "",
            1 => "; its sample holds",
            var count => $"; its {count} samples hold",
        };
}
