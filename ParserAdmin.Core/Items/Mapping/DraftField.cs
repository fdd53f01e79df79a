namespace ParserAdmin.Core.Items.Mapping;

/// <summary>One field of a draft in its canonical form; no values means not set.</summary>
internal sealed record DraftField(string Name, IReadOnlyList<string> Values)
{
    public string? Text => Values.Count == 0 ? null : string.Join(", ", Values);
}
