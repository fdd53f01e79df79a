using System.Collections.Concurrent;
using System.Text;

namespace ParserAdmin.Core.Fetching.Rendering;

/// <summary>
/// Who may use the proxy: the contexts of our own browser, each by a password of its own. Anyone else on this machine is refused.
/// </summary>
internal sealed class RenderSessions
{
    private const string Scheme = "Basic ";
    private readonly ConcurrentDictionary<string, RenderSession> _sessions = new(StringComparer.Ordinal);

    public RenderSession Open()
    {
        var session = new RenderSession();
        _sessions[session.Name] = session;
        return session;
    }

    public void Close(RenderSession session)
    {
        session.End();
        _sessions.TryRemove(session.Name, out _);
    }

    /// <param name="authorization">The value of Proxy-Authorization.</param>
    public RenderSession? Find(string? authorization)
    {
        if (authorization is null || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization[Scheme.Length..].Trim(), bytes, out var length))
            return null;
        return
            Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var name, var password]
            && _sessions.TryGetValue(name, out var session)
            && session.IsPassword(password)
            ? session
            : null;
    }
}
