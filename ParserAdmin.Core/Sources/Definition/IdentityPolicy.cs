namespace ParserAdmin.Core.Sources.Definition;

/// <summary>What tells one item of a source from another.</summary>
public enum IdentityPolicy
{
    /// <summary>The site's own id, the field <c>externalId</c>.</summary>
    ExternalId,

    /// <summary>The item's address, without its fragment.</summary>
    Url,

    /// <summary>The item's content: any change makes another item.</summary>
    Hash,
}
