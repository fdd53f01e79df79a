namespace ParserAdmin.Core.Extraction.Text;

/// <param name="Sign">As it stands in texts, lower-case.</param>
/// <param name="Code">ISO 4217; null when several countries share the sign and none is the usual one.</param>
/// <param name="Shared">Whether another currency may be meant, so that the definition's own choice goes first.</param>
internal sealed record CurrencySign(string Sign, string? Code, bool Shared = false)
{
    /// <summary>Words need a boundary: "r" is no rouble in "for".</summary>
    public bool IsWord => char.IsLetter(Sign[0]);
}
