namespace ParserAdmin.Components.Pages.Items;

/// <summary>A column of the table of items, beside picture and title, which are always there.</summary>
/// <param name="Name">As the address has it.</param>
public sealed record ItemColumn(string Name, string Head)
{
    public bool IsNumber => Name == ItemColumns.Price;
}

/// <summary>Which columns there are, and which are shown.</summary>
public static class ItemColumns
{
    public const string Source = "source";
    public const string Kind = "kind";
    public const string Status = "status";
    public const string Price = "price";
    public const string Published = "published";
    public const string Series = "series";
    public const string Creators = "creators";
    public const string Genres = "genres";
    public const string FirstSeen = "seen";
    public const string LastSeen = "lastseen";
    public const string Changed = "changed";

    private const string Usual = "kind,status,price,seen,changed";

    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<ItemColumn> All { get; } =
    [
        new(Source, "Source"),
        new(Kind, "Kind"),
        new(Status, "Status"),
        new(Price, "Price"),
        new(Series, "Series"),
        new(Creators, "Creators"),
        new(Genres, "Genres"),
        new(Published, "Published"),
        new(FirstSeen, "First seen"),
        new(LastSeen, "Last seen"),
        new(Changed, "Changed"),
    ];

    /// <summary>Those that the address names; the usual ones where it names none.</summary>
    public static IReadOnlyList<ItemColumn> Of(string? names)
    {
        var asked = (names ?? Usual).Split(',');
        return [.. All.Where(column => asked.Contains(column.Name))];
    }

    /// <summary>The same with a column more or less, as the address has it.</summary>
    public static string? Toggle(string? names, ItemColumn column)
    {
        var shown = Of(names);
        var wanted = string.Join(
            ',',
            All.Where(other => shown.Contains(other) != (other == column)).Select(other => other.Name).DefaultIfEmpty("none")
        );
        return wanted == Usual ? null : wanted;
    }
}
