using ParserAdmin.Core.Sources;

namespace ParserAdmin.Api;

/// <summary>Reads a source definition from a body.</summary>
internal static class YamlBody
{
    /// <summary>A little above the reader's own limit of 256 KiB, so that it is the reader that explains.</summary>
    public const int Largest = 512 * 1024;

    /// <summary>The content types under which YAML is sent in practice.</summary>
    public static string[] OtherTypes { get; } = ["application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"];

    /// <exception cref="BadInputException">The body is empty, or no UTF-8 (UTF-16 where it begins with its mark).</exception>
    public static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        if (
            DefinitionText.Decode(body.GetBuffer().AsSpan(0, (int)body.Length), out var problem, out var line, out var column)
            is not { } yaml
        )
        {
            throw new BadInputException("body", $"Line {line}, column {column}: {problem}, and send it again.");
        }

        return string.IsNullOrWhiteSpace(yaml)
            ? throw new BadInputException("body", "The body is empty. Send the source definition as YAML.")
            : yaml;
    }
}
