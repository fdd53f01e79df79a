using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Invocables.Steps.Crawling;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>
/// An item, or why there is none: it could not be read, or without a problem, its row says nothing new and its page was not asked for.
/// </summary>
/// <param name="ExternalId">Of a failed row, where its listing told: the item is there, only unread.</param>
public sealed record ReadItem(IdentifiedItem? Item, string? ExternalId, string? Url, string? Problem, Exception? Cause)
{
    public bool IsFailed => Problem is not null;

    /// <summary>Why the item has no value for fields that may be missing.</summary>
    public IReadOnlyList<FieldError> LeftOut { get; init; } = [];

    /// <summary>Set on the last item of a page that has another after it.</summary>
    public PageMark? PageDone { get; init; }

    /// <summary>Set on what ends a unit of work, which is no item.</summary>
    public UnitMark? UnitDone { get; init; }

    /// <summary>Neither an item nor a failure.</summary>
    public bool IsMark => UnitDone is not null;

    /// <summary>A row whose item is held: read well, and nothing to save.</summary>
    public static ReadItem Held { get; } = new(null, null, null, null, null);

    public static ReadItem Mark(UnitMark done) => new(null, null, null, null, null) { UnitDone = done };
}
