using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Sources;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Invocables.Steps;

internal static class Definitions
{
    /// <exception cref="JobFailedException">The stored YAML is no longer valid for this version of the program.</exception>
    public static SourceDefinition Of(Source source)
    {
        var read = SourceDefinitionReader.Read(source.Definition);
        return read.Definition ?? throw new JobFailedException(
            ErrorClass.Parse, $"The definition of {source.Name} is not valid: line {read.Errors[0].Line}: {read.Errors[0].Message}");
    }

    /// <exception cref="JobFailedException">The path has no address, or a placeholder in it has no value.</exception>
    public static Uri Address(SourceDefinition definition, string path, IReadOnlyDictionary<string, string> values) =>
        definition.Paths[path].Path is { } template && PathAddress.TryResolve(definition.Links[0], template, values, out var address)
            ? address
            : throw new JobFailedException(ErrorClass.Parse, $"The path '{path}' gives no address. Set paths.{path}.path in the definition.");
}
