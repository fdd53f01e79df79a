namespace ParserAdmin.Demo.Data;

/// <summary>The site's other sections, for people to try the tasks with that the catalogue alone has no use for.</summary>
public sealed class DemoOffers
{
    private volatile Uri? _address;

    /// <summary>Known once the server listens.</summary>
    public bool IsOpen => _address is not null;

    /// <summary>In the order in which they are offered.</summary>
    public static IReadOnlyList<DemoOffer> All { get; } =
    [
        new(DemoDefinition.LibraryId, "Reference library", "where the demo catalogue's items are looked up: metadata-refresh"),
        new("demo-members", "Members' area", "guides behind a login: guide-crawl"),
        new("demo-feed", "Feed", "two new episodes each minute: channel-parse"),
        new("demo-market", "Market", "a new advertisement each minute: listing-scrape"),
    ];

    /// <param name="address">Where the program listens.</param>
    public void Open(Uri address) => _address = address;

    /// <summary>The definition to add.</summary>
    /// <exception cref="InvalidOperationException">The server does not listen yet.</exception>
    public string Yaml(DemoOffer offer) =>
        DemoDefinition.Yaml(offer.Id, _address ?? throw new InvalidOperationException("The server does not listen yet."));
}
