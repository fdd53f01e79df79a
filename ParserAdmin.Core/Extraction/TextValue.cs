namespace ParserAdmin.Core.Extraction;

public sealed record TextValue(string Text) : FieldValue
{
    public override string ToText() => Text;
}
