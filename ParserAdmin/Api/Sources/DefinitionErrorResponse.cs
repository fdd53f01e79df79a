using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Api.Sources;

/// <summary>One thing wrong with a definition; line and column count from 1.</summary>
internal sealed record DefinitionErrorResponse(int Line, int Column, string Path, string Message)
{
    public static DefinitionErrorResponse Of(DefinitionError error) => new(error.Line, error.Column, error.Path, error.Message);
}
