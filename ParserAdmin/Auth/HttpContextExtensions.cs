namespace ParserAdmin.Auth;

internal static class HttpContextExtensions
{
    /// <summary>The caller's IP address as people write it, or null where the server knows none.</summary>
    public static string? ClientAddress(this HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null;

    /// <summary>What was sent as a form; empty where something else was, or nothing.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpRequest request, CancellationToken cancellationToken) =>
        request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty;

    /// <summary>Whether a browser shows the answer as a page; everything else gets problem details.</summary>
    public static bool WantsPage(this HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
