namespace ParserAdmin.Core.Extraction;

/// <summary>Addresses found in pages.</summary>
public static class WebAddress
{
    /// <summary>The absolute http or https address of a link, or null for anything else (javascript:, mailto:, data:, nonsense).</summary>
    public static Uri? Resolve(Uri baseAddress, string link) =>
        Uri.TryCreate(baseAddress, link, out var address) && IsWeb(address) ? address : null;

    /// <summary>An absolute http or https address, or null.</summary>
    public static Uri? Parse(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsWeb(address) ? address : null;

    public static Uri WithoutFragment(Uri address) =>
        address.Fragment.Length == 0 && !address.OriginalString.Contains('#', StringComparison.Ordinal)
            ? address
            : new Uri(address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped));

    /// <summary>Same scheme, host and port.</summary>
    public static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static bool IsWeb(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.Host.Length > 0;
}
