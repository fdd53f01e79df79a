namespace ParserAdmin.Core.Extraction;

/// <summary>A stretch of a text, in UTF-16 units.</summary>
public readonly record struct TextPlace(int Start, int Length)
{
    public int End => Start + Length;
}
