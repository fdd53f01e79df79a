namespace ParserAdmin.Core.Data.Keys;

/// <summary>Where the data protection keys lie.</summary>
public enum KeyStorage
{
    /// <summary>Files in the data folder, which only their owner may read.</summary>
    Folder,

    /// <summary>In the database, encrypted with the configured secret.</summary>
    Encrypted,

    /// <summary>In the database, as they are: who reads it has them.</summary>
    Plain,
}
