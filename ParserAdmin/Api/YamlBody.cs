using System.Text;

namespace ParserAdmin.Api;

/// <summary>Reads a source definition from a body.</summary>
internal static class YamlBody
{
    /// <summary>A little above the reader's own limit of 256 KiB, so that it is the reader that explains.</summary>
    public const int Largest = 512 * 1024;

    /// <summary>The content types under which YAML is sent in practice.</summary>
    public static string[] OtherTypes { get; } = ["application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"];

    /// <exception cref="BadInputException">The body is empty or no UTF-8.</exception>
    public static async Task<string> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            var yaml = await reader.ReadToEndAsync(cancellationToken);
            return string.IsNullOrWhiteSpace(yaml)
                ? throw new BadInputException("body", "The body is empty. Send the source definition as YAML.")
                : yaml;
        }
        catch (DecoderFallbackException)
        {
            throw new BadInputException("body", "The body is not UTF-8. Save the definition as UTF-8 and send it again.");
        }
    }
}
