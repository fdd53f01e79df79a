namespace ParserAdmin.Demo.Site;

/// <summary>Where this program finds its own demo site.</summary>
internal static class DemoAddress
{
    /// <summary>The first plain http address that the server listens on, wildcards as localhost; null when there is none.</summary>
    public static Uri? Of(IEnumerable<string> listening) =>
        listening
            .Where(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            .Select(address =>
                address
                    .Replace("://+", "://localhost", StringComparison.Ordinal)
                    .Replace("://*", "://localhost", StringComparison.Ordinal)
                    .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
                    .Replace("://[::]", "://localhost", StringComparison.Ordinal)
            )
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null)
            .FirstOrDefault(uri => uri is not null);
}
