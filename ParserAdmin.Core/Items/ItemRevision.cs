namespace ParserAdmin.Core.Items;

/// <summary>One change of an item, before and after; a row of <c>item_revisions</c>.</summary>
public sealed class ItemRevision
{
    /// <summary>A version 7 UUID.</summary>
    public Guid Id { get; init; }

    public Guid ItemId { get; init; }

    /// <summary>The run that found it; null for what a person edited.</summary>
    public Guid? JobId { get; init; }

    /// <summary>The person who edited it, as they were called then; null for what a run found.</summary>
    public string? EditedBy { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>JSON: a list of <c>{"field":…,"before":…,"after":…}</c>.</summary>
    public required string Changes { get; init; }
}
