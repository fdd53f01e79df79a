using System.Security.Cryptography;

namespace ParserAdmin.Demo.Site;

/// <summary>
/// Who is signed in to the members' area: as many as fit, the oldest leave first. A restart of the program ends all sessions, as sites do.
/// </summary>
internal sealed class DemoSessions
{
    public const string User = "reader";

    /// <summary>On the login page for everyone to read: the area only practises logins.</summary>
    public const string Password = "lantern";

    private const int Most = 500;
    private readonly Lock _lock = new();
    private readonly Queue<string> _sessions = new();

    /// <returns>The new session, or null for a wrong name or password.</returns>
    public string? Open(string user, string password)
    {
        if (user != User || password != Password)
            return null;
        var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_lock)
        {
            if (_sessions.Count == Most)
                _sessions.Dequeue();
            _sessions.Enqueue(session);
        }

        return session;
    }

    public bool Knows(string? session)
    {
        lock (_lock)
            return session is not null && _sessions.Contains(session);
    }
}
