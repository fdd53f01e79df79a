namespace ParserAdmin.Core.Sources.Settings;

/// <summary>A value that a person set for a source; a row of <c>source_settings</c>.</summary>
public sealed class SourceSetting
{
    public string SourceId { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>Encrypted where <see cref="IsSecret"/>.</summary>
    public string Value { get; set; } = "";

    public bool IsSecret { get; set; }

    public DateTime UpdatedAt { get; set; }

    public string UpdatedBy { get; set; } = "";
}
