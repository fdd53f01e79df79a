namespace ParserAdmin.Core.Sources.Definition;

/// <summary>What a field of a sample must be.</summary>
/// <param name="Texts">One text, the texts of a list, or none for a field that must have no value.</param>
public sealed record SampleValue(IReadOnlyList<string> Texts, int Line, int Column)
{
    public override string ToString() =>
        Texts switch
        {
            [] => "nothing",
            [var only] => $"'{only}'",
            _ => $"[{string.Join(", ", Texts)}]",
        };
}
