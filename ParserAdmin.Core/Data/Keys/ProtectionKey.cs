namespace ParserAdmin.Core.Data.Keys;

/// <summary>A data protection key, or the word that one is revoked, as ASP.NET Core writes it.</summary>
public sealed class ProtectionKey
{
    /// <summary>ASP.NET Core's own: <c>key-</c> and its id.</summary>
    public string Name { get; init; } = "";

    /// <summary>XML, or what <see cref="KeySeal"/> made of it.</summary>
    public string Content { get; set; } = "";

    public DateTime CreatedAt { get; init; }
}
