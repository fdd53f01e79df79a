using ParserAdmin.Core.Extraction;
using ParserAdmin.Tests.Sources.Definition;

namespace ParserAdmin.Tests.Extraction;

/// <summary>Runs a body through a definition, as a job does.</summary>
internal static class Extracting
{
    public static readonly Uri Address = new("https://example.org/shelf/page?n=1");

    /// <summary>A path as YAML without its indentation: response, rows, fields, pagination.</summary>
    public static ExtractedPage Page(string body, string path)
    {
        var yaml =
            "version: 1\nid: test\nname: Test\nkind: catalog\nidentity: hash\nlinks: [\"https://example.org/\"]\npaths:\n  catalog:\n   "
            + " path: \"\"\n"
            + string.Join('\n', path.Split('\n').Select(line => "    " + line))
            + "\n";
        var read = Definitions.Read(yaml).Paths["catalog"];
        return RowExtractors.By(TimeProvider.System).For(read.Response).Extract(body, Address, read, CancellationToken.None);
    }

    /// <summary>The rows as texts: "title=A; price=5 EUR".</summary>
    public static IEnumerable<string> Rows(string body, string path) =>
        Page(body, path).Rows.Select(row => string.Join("; ", row.Fields.Select(field => $"{field.Key}={field.Value.ToText()}")));
}
