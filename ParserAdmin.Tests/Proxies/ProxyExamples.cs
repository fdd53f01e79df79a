using System.Text.RegularExpressions;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Proxies;

/// <summary>The examples of <c>docs/operating.md</c>: what people copy is what is tested, with other names and ports.</summary>
internal static partial class ProxyExamples
{
    private const string Program = "http://127.0.0.1:5080;";
    private static readonly string Text = File.ReadAllText(Repository.Path("docs", "operating.md"));

    /// <summary>A host name of the portal's own.</summary>
    public static string Nginx(Uri program) => At(Block("nginx", 0), program);

    /// <summary>A path of a host name that others use, too.</summary>
    /// <param name="takesOff">Whether nginx takes the path off before it asks the program.</param>
    public static string NginxBelowAPath(Uri program, bool takesOff)
    {
        var location = Block("nginx", 1);
        if (takesOff)
            location = Replace(location, Program, Program.Replace(";", "/;", StringComparison.Ordinal));
        return At(Location().Replace(Block("nginx", 0), _ => location), program);
    }

    /// <summary>As a proxy is that knows nothing of websockets.</summary>
    public static string NginxWithoutWebSockets(Uri program) => Upgrade().Replace(Nginx(program), "");

    /// <param name="sticky">Whether a browser stays on its node.</param>
    public static string Haproxy(Uri first, Uri second, bool sticky)
    {
        var example = Replace(Block("haproxy", 0), "10.0.0.11:5080", first.Authority);
        example = Replace(example, "10.0.0.12:5080", second.Authority);
        return sticky ? example : Cookie().Replace(example, "");
    }

    private static string At(string example, Uri program) =>
        example.Replace(Program.TrimEnd(';'), program.ToString().TrimEnd('/'), StringComparison.Ordinal);

    private static string Block(string language, int number) =>
        Regex.Matches(Text, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)[number].Groups[1].Value;

    /// <summary>An example that says something else by now must not pass as it was.</summary>
    private static string Replace(string example, string old, string now) =>
        example.Contains(old, StringComparison.Ordinal)
            ? example.Replace(old, now, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The example in docs/operating.md has no '{old}'.");

    [GeneratedRegex(@"^    location / \{.*?^    \}", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Location();

    [GeneratedRegex(@"^.*proxy_set_header (Upgrade|Connection) .*\n", RegexOptions.Multiline)]
    private static partial Regex Upgrade();

    [GeneratedRegex(@"^    cookie .*\n| cookie node-\d", RegexOptions.Multiline)]
    private static partial Regex Cookie();
}
