namespace ParserAdmin.Core.Extraction.Values;

/// <summary>What one field of a row came to. Closed: text, texts, number, money or time.</summary>
public abstract record FieldValue
{
    private protected FieldValue() { }

    /// <summary>
    /// The value as one line of text, the same on every machine: lists joined with ", ", numbers with a point, times in ISO 8601.
    /// </summary>
    public abstract string ToText();
}
