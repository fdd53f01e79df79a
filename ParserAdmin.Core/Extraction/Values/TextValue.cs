namespace ParserAdmin.Core.Extraction.Values;

public sealed record TextValue(string Text) : FieldValue
{
    public override string ToText() => Text;
}
