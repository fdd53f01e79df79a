namespace ParserAdmin.Core.Sources.Definition.Reading;

/// <summary>What an argument of a filter holds.</summary>
internal enum ArgumentKind
{
    Text,

    /// <summary>Text of at least one character.</summary>
    Filled,

    /// <summary>A whole number from -100 to 100.</summary>
    Index,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>One date format or a list of them.</summary>
    DateFormats,

    /// <summary>A name of the IANA time zone database.</summary>
    TimeZone,

    /// <summary>An ISO 4217 code.</summary>
    Currency,

    /// <summary>"." or ",".</summary>
    DecimalMark,

    /// <summary>A JSONPath.</summary>
    JsonPath,

    /// <summary>"dmy", "mdy" or "ymd".</summary>
    DateOrder,
}
