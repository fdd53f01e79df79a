using System.Collections.Immutable;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Mapping;

namespace ParserAdmin.Core.Items;

/// <summary>One thing that was parsed; a row of <c>items</c>. Written by <see cref="ItemStore"/> alone.</summary>
public sealed class Item
{
    /// <summary>No hash: the next look at the site takes what it says.</summary>
    private const string Unsettled = "?";

    private Item() { }

    /// <summary>A version 7 UUID.</summary>
    public Guid Id { get; private set; }

    public string SourceId { get; private set; } = "";

    /// <summary>What the source's identity policy made of it; unique within the source and the kind.</summary>
    public string ExternalId { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public string? Url { get; private set; }

    public string Title { get; private set; } = "";

    public decimal? Price { get; private set; }

    /// <summary>ISO 4217, where the text told.</summary>
    public string? Currency { get; private set; }

    public string? Status { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public string? Series { get; private set; }

    public decimal? SeriesNumber { get; private set; }

    public IReadOnlyList<string> Creators { get; private set; } = [];

    public IReadOnlyList<string> Genres { get; private set; } = [];

    public string? ImageUrl { get; private set; }

    /// <summary>All other fields, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; private set; } = new SortedDictionary<string, string>();

    /// <summary>SHA-256 of the content as the site said it last: equal means unchanged. Empty once its raw fields were let go of.</summary>
    public string ContentHash { get; private set; } = "";

    public DateTime FirstSeenAt { get; private set; }

    public DateTime LastSeenAt { get; private set; }

    public DateTime LastChangedAt { get; private set; }

    /// <summary>When a whole crawl first missed it; null while it is there.</summary>
    public DateTime? GoneAt { get; private set; }

    /// <summary>
    /// How it came here where no listing of the catalogue has it, see <see cref="ItemOrigin"/>; null for what a listing shows.
    /// </summary>
    public string? Origin { get; private set; }

    /// <summary>
    /// Who has the last word on a field, by its name (see <see cref="ItemFields"/>): a person or the metadata source. Of all others the
    /// site has it.
    /// </summary>
    public IReadOnlyDictionary<string, string>? FieldOwners { get; private set; }

    /// <summary>Fields that a person edited and holds, in the order of their names.</summary>
    public IReadOnlyList<string> HeldFields => OwnedBy(FieldOwner.Person);

    /// <summary>Fields that the metadata source corrected.</summary>
    public IReadOnlyList<string> CorrectedFields => OwnedBy(FieldOwner.Metadata);

    /// <summary>Whether the next look at the site is held against what it said before; if not, it is to be read whole.</summary>
    internal bool IsSettled => ContentHash is not ("" or Unsettled);

    /// <summary>The words by which it is found; null until they are made, for an item of an older version.</summary>
    internal string? SearchText { get; private set; }

    /// <summary>What orders by title in every database alike: its words, as far as an index takes them.</summary>
    internal string? TitleOrder { get; private set; }

    /// <summary>The price in ten-thousandths: SQLite keeps a decimal as text, which no index orders by amount.</summary>
    internal long? PriceOrder { get; private set; }

    internal static Item Create(string sourceId, string externalId, ItemDraft draft, DateTime now, string? origin = null)
    {
        var item = new Item
        {
            Id = Guid.CreateVersion7(now),
            SourceId = sourceId,
            ExternalId = externalId,
            FirstSeenAt = now,
            Origin = origin,
        };
        item.Take(draft, now);
        return item;
    }

    /// <summary>What the site says, with the fields that are not its own as they are here.</summary>
    internal ItemDraft Keeping(ItemDraft read)
    {
        if (FieldOwners is not { Count: > 0 } owners)
            return read;
        var stored = ToDraft();
        return owners.Keys.Aggregate(read, (draft, field) => ItemFields.Copy(field, stored, draft));
    }

    /// <param name="draft">What the site says.</param>
    internal void Take(ItemDraft draft, DateTime now)
    {
        Write(Keeping(draft));
        ContentHash = draft.ContentHash();
        LastChangedAt = now;
        See(now);
    }

    /// <summary>The site says the same as before in other words: nothing changed but what the next look is held against.</summary>
    internal void Settle(ItemDraft draft) => ContentHash = draft.ContentHash();

    /// <summary>Takes fields that somebody else than the site has the last word on from now on.</summary>
    internal void Own(ItemDraft draft, IEnumerable<string> fields, string owner, DateTime now)
    {
        var owners = new SortedDictionary<string, string>(FieldOwners?.ToDictionary() ?? [], StringComparer.Ordinal);
        foreach (var field in fields)
            owners[field] = owner;
        FieldOwners = owners;
        if (ItemDiff.Between(ToDraft(), draft).Count == 0)
            return;
        Write(draft);
        LastChangedAt = now;
    }

    /// <summary>Gives fields back to the site: the next run that reads it takes what it says.</summary>
    internal void Release(IReadOnlyCollection<string> fields)
    {
        var owners = (FieldOwners ?? new Dictionary<string, string>()).Where(owner => !fields.Contains(owner.Key)).ToDictionary();
        FieldOwners = owners.Count == 0 ? null : new SortedDictionary<string, string>(owners, StringComparer.Ordinal);
        ContentHash = Unsettled;
    }

    private void Write(ItemDraft draft)
    {
        Kind = draft.Kind;
        Url = draft.Url;
        Title = draft.Title;
        Price = draft.Price;
        Currency = draft.Currency;
        Status = draft.Status;
        PublishedAt = draft.PublishedAt;
        Series = draft.Series;
        SeriesNumber = draft.SeriesNumber;
        Creators = draft.Creators;
        Genres = draft.Genres;
        ImageUrl = draft.ImageUrl;
        Attributes = draft.Attributes;
        Index();
    }

    internal void See(DateTime now)
    {
        LastSeenAt = now;
        GoneAt = null;
    }

    internal void Leave(DateTime now) => GoneAt = now;

    /// <summary>
    /// Lets go of the raw fields of an item that is gone, but for those that are not its site's. Without its hash it is taken whole if it
    /// ever comes back.
    /// </summary>
    internal void Forget()
    {
        Attributes = new SortedDictionary<string, string>(
            Attributes.Where(field => FieldOwners?.ContainsKey(ItemFields.Attribute + field.Key) == true).ToDictionary(),
            StringComparer.Ordinal
        );
        ContentHash = "";
        Index();
    }

    /// <summary>Makes what search and order go by out of the other fields.</summary>
    internal void Index()
    {
        SearchText = ItemTokens.Of(this);
        TitleOrder = ItemTokens.Order(Title);
        PriceOrder = ItemTokens.Order(Price);
    }

    /// <summary>The content as it was parsed last, to compare with what was parsed now.</summary>
    internal ItemDraft ToDraft() =>
        new()
        {
            ExternalId = ExternalId,
            Kind = Kind,
            Url = Url,
            Title = Title,
            Price = Price,
            Currency = Currency,
            Status = Status,
            PublishedAt = PublishedAt,
            Series = Series,
            SeriesNumber = SeriesNumber,
            Creators = Creators,
            Genres = Genres,
            ImageUrl = ImageUrl,
            Attributes = Attributes.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

    private List<string> OwnedBy(string owner) =>
        [.. (FieldOwners ?? new Dictionary<string, string>()).Where(field => field.Value == owner).Select(field => field.Key)];
}
