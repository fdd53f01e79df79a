namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>The path of a rule: <c>*</c> stands for any characters, <c>$</c> at the end for the end (RFC 9309, 2.2.3).</summary>
internal sealed class RobotsPattern
{
    private readonly string[] _parts;
    private readonly bool _toTheEnd;

    public RobotsPattern(string text)
    {
        _toTheEnd = text.EndsWith('$');
        var body = _toTheEnd ? text[..^1] : text;
        _parts = [.. body.Split('*').Select(RobotsPath.Normalize)];
        Length = _parts.Sum(part => part.Length) + _parts.Length - 1 + (_toTheEnd ? 1 : 0);
    }

    /// <summary>In octets; of two rules that match, the longer one counts.</summary>
    public int Length { get; }

    /// <param name="path">Path and query, through <see cref="RobotsPath.Normalize"/>.</param>
    public bool Matches(string path)
    {
        if (!path.StartsWith(_parts[0], StringComparison.Ordinal))
            return false;
        var at = _parts[0].Length;
        // The earliest place for each part leaves the most for the rest, so nothing has to be tried twice: no pattern can take long.
        for (var i = 1; i < _parts.Length; i++)
        {
            if (_toTheEnd && i == _parts.Length - 1)
                return path.Length - at >= _parts[i].Length && path.EndsWith(_parts[i], StringComparison.Ordinal);
            var found = path.IndexOf(_parts[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + _parts[i].Length;
        }

        return !_toTheEnd || at == path.Length;
    }
}
