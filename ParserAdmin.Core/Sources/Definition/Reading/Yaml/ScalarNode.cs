namespace ParserAdmin.Core.Sources.Definition.Reading.Yaml;

/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Value">The text without quotes.</param>
/// <param name="Plain">Written without quotes, so that <c>true</c>, <c>5</c> and <c>null</c> mean what they say.</param>
internal sealed record ScalarNode(int Line, int Column, string Value, bool Plain) : DefinitionNode(Line, Column)
{
    /// <summary>A word such as <c>#main</c> that follows on the line and is a comment to YAML; null where there is none.</summary>
    public string? Lost { get; init; }

    public bool IsNull => Plain && (Value is "" or "~" or "null" or "Null" or "NULL");

    public override string Description =>
        !IsNull ? "text"
        : Lost is null ? "nothing"
        : $"nothing: '{Lost}' is a comment to YAML; quote it, \"{Lost}\"";
}
