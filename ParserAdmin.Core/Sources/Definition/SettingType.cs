namespace ParserAdmin.Core.Sources.Definition;

/// <summary>What a setting of a source holds.</summary>
public enum SettingType
{
    Text,
    Number,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Stored encrypted and never shown again.</summary>
    Secret,
}
