namespace ParserAdmin.Demo.Data;

/// <summary>The truth about the demo catalogue at one minute. The same minute gives the same catalogue on every machine.</summary>
public sealed class DemoCatalogue
{
    /// <summary>How many titles there are, always.</summary>
    public const int TitleCount = 312;

    /// <summary>How many works there are beside it, which only top lists and the pages of series and creators name.</summary>
    public const int UnlistedCount = 24;

    /// <summary>Titles on a listing page.</summary>
    public const int PageSize = 24;

    /// <summary>How many listing pages there are.</summary>
    public const int PageCount = (TitleCount + PageSize - 1) / PageSize;

    /// <summary>The title whose page answers 200 with an error text in place of the title.</summary>
    public const string BrokenId = "t-0137";

    /// <summary>UTC. The catalogue opened at this minute; an earlier one shows it as it was then.</summary>
    public static readonly DateTime Epoch = new(2025, 12, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, DemoTitle> _byId;

    private DemoCatalogue(DateTime minute)
    {
        Minute = minute;
        Titles = [.. DemoLibrary.Works.Select(work => Title(work, minute))];
        Unlisted = [.. DemoLibrary.Unlisted.Select(work => Title(work, minute))];
        _byId = All.ToDictionary(title => title.Work.Id, StringComparer.Ordinal);
    }

    /// <summary>The minute that this is the truth of, UTC.</summary>
    public DateTime Minute { get; }

    /// <summary>All titles in the order of the listing, which never changes.</summary>
    public IReadOnlyList<DemoTitle> Titles { get; }

    /// <summary>Titles that no listing has.</summary>
    public IReadOnlyList<DemoTitle> Unlisted { get; }

    /// <summary>Those of the listing, then the others.</summary>
    public IEnumerable<DemoTitle> All => Titles.Concat(Unlisted);

    /// <summary>The catalogue at a time; seconds do not matter.</summary>
    /// <param name="utc">UTC, whatever its <see cref="DateTime.Kind"/> says.</param>
    public static DemoCatalogue At(DateTime utc)
    {
        var minute = new DateTime(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMinute, DateTimeKind.Utc);
        return new DemoCatalogue(minute < Epoch ? Epoch : minute);
    }

    /// <summary>The title with this id, or null.</summary>
    public DemoTitle? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The titles of a listing page, from 1; none past the last.</summary>
    public IReadOnlyList<DemoTitle> Page(int number) => [.. Titles.Skip((number - 1) * PageSize).Take(PageSize)];

    /// <summary>The titles of a series by number; none when there is no such series.</summary>
    public IReadOnlyList<DemoTitle> Series(string id) =>
        [.. Titles.Where(title => title.Work.Series?.Id == id).OrderBy(title => title.Work.SeriesNumber)];

    /// <summary>All parts of a series by number, those that the listing lacks too; none when there is no such series.</summary>
    public IReadOnlyList<DemoTitle> Parts(Func<DemoSeries, bool> series) =>
        [.. All.Where(title => title.Work.Series is { } one && series(one)).OrderBy(title => title.Work.SeriesNumber)];

    /// <summary>All works of a creator, the oldest first.</summary>
    public IReadOnlyList<DemoTitle> By(string creator) =>
        [.. All.Where(title => title.Work.Creators.Contains(creator)).OrderBy(title => title.Work.Published)];

    /// <summary>The best of a genre, always the same; those that the listing lacks are among them.</summary>
    public IReadOnlyList<DemoTitle> Top(string genre, int count) =>
        [
            .. All.Where(title => title.Work.Genres.Contains(genre))
                .OrderByDescending(title => Score(title.Work))
                .ThenBy(title => title.Work.Id, StringComparer.Ordinal)
                .Take(count),
        ];

    /// <summary>Titles that hold each of the words, in the order of the listing.</summary>
    public IReadOnlyList<DemoTitle> Search(string text, int count)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0
            ? []
            : [.. All.Where(title => words.All(word => title.Work.Name.Contains(word, StringComparison.OrdinalIgnoreCase))).Take(count)];
    }

    private static int Score(DemoWork work) => DemoDice.Roll(1000, work.Ordinal, 71) + (work.Ordinal >= TitleCount ? 400 : 0);

    private static DemoTitle Title(DemoWork work, DateTime minute) =>
        new(work, DemoPrice.At(work.Ordinal, minute), DemoEpisodes.At(work, minute));
}
