namespace ParserAdmin.Core.Extraction.Values;

/// <summary>The texts of a field with <c>all: true</c>, or of one that was split; in the page's order.</summary>
public sealed record ListValue(IReadOnlyList<string> Texts) : FieldValue
{
    public override string ToText() => string.Join(", ", Texts);

    public bool Equals(ListValue? other) => other is not null && Texts.SequenceEqual(other.Texts);

    public override int GetHashCode() => ToText().GetHashCode(StringComparison.Ordinal);
}
