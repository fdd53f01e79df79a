namespace ParserAdmin.Core.Fetching.Sessions;

/// <summary>
/// Sessions of definitions that are tried and not stored, in memory alone: a row in the database would outlive a source that never came to
/// be. Without them each page fetched in the studio would be another sign-in.
/// </summary>
public sealed class PreviewSessions
{
    /// <summary>More people than that do not write a new source at the same time; the oldest signs in again.</summary>
    private const int MostKept = 20;

    private readonly LinkedList<(string SourceId, string Fingerprint, string Cookies)> _kept = new();

    /// <summary>Brings back the cookies of the same login; nothing where there are none.</summary>
    public void Restore(string sourceId, string fingerprint, FetchSession session)
    {
        lock (_kept)
        {
            if (_kept.FirstOrDefault(known => known.SourceId == sourceId && known.Fingerprint == fingerprint).Cookies is { } cookies)
                session.Restore(cookies);
        }
    }

    /// <summary>Keeps the session's cookies where they changed.</summary>
    public void Save(string sourceId, string fingerprint, FetchSession session)
    {
        lock (_kept)
        {
            if (session.TakeChanges() is not { } cookies)
                return;
            if (_kept.FirstOrDefault(known => known.SourceId == sourceId) is { Cookies: not null } before)
                _kept.Remove(before);
            _kept.AddLast((sourceId, fingerprint, cookies));
            if (_kept.Count > MostKept)
                _kept.RemoveFirst();
        }
    }
}
