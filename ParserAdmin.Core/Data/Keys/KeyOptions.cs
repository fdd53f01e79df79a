namespace ParserAdmin.Core.Data.Keys;

/// <summary>Bound from <c>ParserAdmin:DataProtection</c>; for databases that nodes share.</summary>
public sealed class KeyOptions
{
    public const string Section = "ParserAdmin:DataProtection";

    /// <summary>What the data protection keys are encrypted with where they are stored; the same on every node.</summary>
    public string? Secret { get; set; }

    /// <summary>What they were encrypted with until now, to change <see cref="Secret"/>.</summary>
    public string? PreviousSecret { get; set; }
}
