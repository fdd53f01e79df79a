using System.Security.Cryptography;
using System.Text;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>
/// One browser context as the proxy knows it: by its credentials. It lets requests out only while a page of a run is open in it.
/// </summary>
internal sealed class RenderSession
{
    private volatile RenderContext? _render;

    public string Name { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>The page that is open, or null: then nothing leaves.</summary>
    public RenderContext? Render => _render;

    public void Begin(RenderContext render) => _render = render;

    public void End() => _render = null;

    public bool IsPassword(string text) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(Password));
}
