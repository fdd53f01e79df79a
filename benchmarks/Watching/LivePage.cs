using System.Text.RegularExpressions;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>What a page's document holds for its live connection, as blazor.web.js takes it from there.</summary>
/// <param name="Address">Of the page.</param>
/// <param name="Roots">The components to be made, as operations for the circuit, JSON.</param>
/// <param name="State">What the document was drawn with, sealed; empty where there is none.</param>
internal sealed partial record LivePage(Uri Address, string Roots, string State)
{
    public static LivePage Read(Uri address, string document)
    {
        var added = Marker()
            .Matches(document)
            .Select((marker, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{marker.Groups[1].Value}}}""")
            .ToList();
        if (added.Count == 0)
            throw new InvalidOperationException($"{address} is no live page: {document}");
        return new LivePage(
            address,
            $$"""{"batchId":1,"operations":[{{string.Join(',', added)}}]}""",
            StoredState().Match(document).Groups[1].Value
        );
    }

    [GeneratedRegex(@"<!--\s*Blazor:(\{.*?\})\s*-->")]
    private static partial Regex Marker();

    [GeneratedRegex(@"<!--\s*Blazor-Server-Component-State:([a-zA-Z0-9+/=]+)\s*-->")]
    private static partial Regex StoredState();
}
