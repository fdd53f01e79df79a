namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>A piece of the document: from Start up to (not including) End. It copies nothing.</summary>
internal readonly record struct Slice(int Start, int End)
{
    public bool IsEmpty => End <= Start;

    public ReadOnlySpan<char> In(string document) => IsEmpty ? [] : document.AsSpan(Start, End - Start);
}
