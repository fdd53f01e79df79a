namespace ParserAdmin.Core.Fetching;

/// <summary>The configuration section <c>ParserAdmin:Fetch</c>.</summary>
public sealed class FetchingOptions
{
    public const string Section = "ParserAdmin:Fetch";

    /// <summary>Name and version sent to servers; <see cref="Contact"/> is put behind it.</summary>
    public string UserAgent { get; set; } = "ParserAdmin/1.0";

    /// <summary>Where a site's owner reaches the person who runs this program: a URL or an e-mail address.</summary>
    public string? Contact { get; set; }

    /// <summary><c>host:port</c> entries that may lead to a private address, such as <c>127.0.0.1:18080</c>.</summary>
    public IList<string> AllowedPrivateHosts { get; } = [];

    /// <summary>Largest body, both as received and after decompression, in bytes (requirements 5.12).</summary>
    public int MaxBodyBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>The honest user agent: name, version and contact.</summary>
    public string FullUserAgent => string.IsNullOrWhiteSpace(Contact) ? UserAgent : $"{UserAgent} (+{Contact.Trim()})";
}
