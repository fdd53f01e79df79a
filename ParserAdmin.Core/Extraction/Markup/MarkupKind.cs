namespace ParserAdmin.Core.Extraction.Markup;

/// <summary>What a token of XML is.</summary>
internal enum MarkupKind
{
    Text,
    CData,
    Start,

    /// <summary>A start and an end in one: &lt;a/&gt;.</summary>
    Empty,
    End,
}
