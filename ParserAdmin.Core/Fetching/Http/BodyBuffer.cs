namespace ParserAdmin.Core.Fetching.Http;

/// <summary>
/// Gathers a body of unknown length in pieces that grow to one mebibyte. A buffer that doubled would hold three times the limit at its
/// worst moment, and an endless body is exactly that moment.
/// </summary>
internal sealed class BodyBuffer
{
    private const int FirstPiece = 16 * 1024;
    private const int LargestPiece = 1024 * 1024;

    private readonly List<byte[]> _full = [];
    private byte[] _piece = new byte[FirstPiece];
    private int _used;

    public long Length { get; private set; }

    public Memory<byte> Room => _piece.AsMemory(_used);

    public void Advance(int read)
    {
        _used += read;
        Length += read;
        if (_used < _piece.Length)
            return;
        _full.Add(_piece);
        _piece = new byte[Math.Min(_piece.Length * 2, LargestPiece)];
        _used = 0;
    }

    /// <param name="most">What lies beyond is left out.</param>
    public ReadOnlyMemory<byte> Take(int most)
    {
        var length = (int)Math.Min(Length, most);
        if (_full.Count == 0)
            return _piece.AsMemory(0, length);
        var whole = new byte[length];
        var at = 0;
        foreach (var piece in _full.Append(_piece).TakeWhile(_ => at < length))
        {
            var part = Math.Min(piece.Length, length - at);
            piece.AsSpan(0, part).CopyTo(whole.AsSpan(at));
            at += part;
        }

        return whole;
    }
}
