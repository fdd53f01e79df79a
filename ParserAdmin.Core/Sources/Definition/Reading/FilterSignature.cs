namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>How one filter may be written.</summary>
/// <param name="Name">As in the document.</param>
/// <param name="Arguments">By name, the first being what a bare text stands for.</param>
/// <param name="Positional">Whether its arguments may be given as a list, in their order.</param>
/// <param name="IsTable">Whether its argument is a table of texts, in place of named arguments.</param>
/// <param name="IsTyped">Whether its outcome is no text, so that no filter can follow.</param>
internal sealed record FilterSignature(
    string Name,
    IReadOnlyList<ArgumentSignature> Arguments,
    bool Positional = false,
    bool IsTable = false,
    bool IsTyped = false
)
{
    /// <summary>Whether the name alone is enough.</summary>
    public bool StandsAlone => !IsTable && !Arguments.Any(argument => argument.Required);

    /// <summary>Whether a bare text may stand for the first argument.</summary>
    public bool TakesText => !IsTable && Arguments is [{ Required: true }, ..] && Arguments.Skip(1).All(argument => !argument.Required);
}
