namespace ParserAdmin.Demo;

/// <summary>The truth about the demo catalogue at one minute. The same minute gives the same catalogue on every machine.</summary>
public sealed class DemoCatalogue
{
    /// <summary>How many titles there are, always.</summary>
    public const int TitleCount = 312;

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
        Titles = [.. DemoLibrary.Works.Select(work => new DemoTitle(work, DemoPrice.At(work.Ordinal, minute), DemoEpisodes.At(work, minute)))];
        _byId = Titles.ToDictionary(title => title.Work.Id, StringComparer.Ordinal);
    }

    /// <summary>The minute that this is the truth of, UTC.</summary>
    public DateTime Minute { get; }

    /// <summary>All titles in the order of the listing, which never changes.</summary>
    public IReadOnlyList<DemoTitle> Titles { get; }

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
}
