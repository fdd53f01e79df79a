namespace ParserAdmin.Components.Shared;

/// <summary>Decides which parsed addresses may become a link or an image: http and https, nothing that runs or reads.</summary>
public static class SafeAddress
{
    /// <summary>The address as it may stand in <c>href</c> or <c>src</c>; null if it may not.</summary>
    public static string? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri.AbsoluteUri
            : null;
}
