namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>The parameters of an address, as they are written: some servers know only their own spelling.</summary>
internal static class QueryPairs
{
    public static string[] Of(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries);

    public static string Name(string pair) => Uri.UnescapeDataString(pair.Split('=')[0]);

    public static string Value(string pair) => Uri.UnescapeDataString(Written(pair).Replace('+', ' '));

    /// <summary>What stands behind the sign.</summary>
    public static string Written(string pair) => pair.IndexOf('=', StringComparison.Ordinal) is var sign and >= 0 ? pair[(sign + 1)..] : "";

    /// <summary>The address with other parameters, and without its fragment.</summary>
    public static Uri With(Uri address, IEnumerable<string> pairs) =>
        new UriBuilder(address) { Query = string.Join('&', pairs), Fragment = "" }.Uri;
}
