using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>
/// A year of jobs up to now: some sources run often and some seldom, every eighth slot was skipped, one in twenty failed for good, a few
/// wait at this moment. What belongs to a job is made of what was kept of it, for the rows themselves would not fit into memory.
/// </summary>
internal sealed class JobRows(int count, DateTime now)
{
    public const int LinesOfAJob = 10;
    private static readonly Guid Node = Guid.NewGuid();

    /// <summary>Which task, up to which of a thousand jobs.</summary>
    private static readonly (string Task, int UpTo)[] Tasks =
    [
        ("channel-parse", 600),
        ("listing-scrape", 850),
        ("episode-sync", 950),
        ("catalog-sync", 999),
        ("guide-crawl", 1_000),
    ];

    private static readonly string[] Errors =
    [
        "The connection was closed after 2 of 3 tries.",
        "https://example.org/page answered 503 Service Unavailable.",
        "No row of path catalog has a title any more: the selector h2 finds nothing.",
        "The answer was not complete in 30 seconds.",
    ];

    private static readonly ErrorClass[] Classes =
    [
        ErrorClass.Network,
        ErrorClass.RateLimited,
        ErrorClass.LayoutChanged,
        ErrorClass.Timeout,
        ErrorClass.Blocked,
    ];

    private readonly Random _random = new(20261201);
    private readonly List<(Guid Id, int Source, DateTime At)> _made = [];
    private readonly List<FailedAttempt> _letters = [];

    /// <summary>Of which the few first run most often.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. Enumerable.Range(0, 40).Select(number => $"shop-{number:00}")];

    public IReadOnlyList<FailedAttempt> Letters => _letters;

    public IEnumerable<ParserJob> Jobs()
    {
        var step = TimeSpan.FromDays(365) / count;
        for (var number = 0; number < count; number++)
        {
            var source = (int)(Sources.Count * Math.Pow(_random.NextDouble(), 3));
            var job = Job(number, source, now - step * (count - number));
            _made.Add((job.Id, source, job.RequestedAt));
            yield return job;
        }
    }

    public IEnumerable<JobLogLine> Lines()
    {
        foreach (var (id, source, at) in _made)
        {
            for (var line = 0; line < LinesOfAJob; line++)
                yield return Line(id, Sources[source], at.AddMilliseconds(250 * line), line);
        }
    }

    private ParserJob Job(int number, int source, DateTime at)
    {
        at = new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
        var share = _random.Next(1_000);
        var task = Tasks.First(each => share < each.UpTo).Task;
        var byHand = _random.Next(50) == 0;
        var job = ParserJob.Request(
            task,
            Sources[source],
            byHand ? JobTrigger.Person : JobTrigger.Schedule,
            byHand ? $"person-{_random.Next(30)}@example.org" : Actor.System.Name,
            JobParameters.None,
            1,
            at,
            byHand ? null : $"{task}:{Sources[source]}"
        );
        if (number >= count - 30)
            return job;
        if (_random.Next(8) == 0)
            job.Skip("The run before this one has not ended", at);
        else
            Run(job, at);
        return job;
    }

    private void Run(ParserJob job, DateTime at)
    {
        job.Start("node-1", Node, 1, at.AddMilliseconds(20));
        var end = at.AddSeconds(_random.Next(2, 120));
        var counts = new JobCounts
        {
            ItemsProcessed = 20,
            ItemsSucceeded = 20,
            ItemsNew = _random.Next(3),
            Pages = 2,
            Requests = 3,
            Bytes = _random.Next(10_000, 900_000),
        };
        switch (_random.Next(1_000))
        {
            case < 50:
                var which = _random.Next(Errors.Length * 5);
                job.Fail(Classes[which % Classes.Length], $"{Errors[which % Errors.Length]} (place {which})", counts, end);
                _letters.Add(Letter(job, end));
                break;
            case < 60:
                job.Cancel("Cancelled by olga@example.org", counts, end);
                break;
            case < 62:
                job.MarkLost("Its node stopped while the job ran", end);
                break;
            case < 110:
                job.Succeed(counts with { ItemsFailed = 1 }, end);
                break;
            default:
                job.Succeed(counts, end);
                break;
        }
    }

    private FailedAttempt Letter(ParserJob job, DateTime at)
    {
        var letter = FailedAttempt.Of(job, null, $"https://example.org/{job.SourceId}", at);
        if (_random.Next(3) == 0)
            letter.Dismiss("olga@example.org", "The site was away", at.AddHours(5));
        return letter;
    }

    private JobLogLine Line(Guid job, string source, DateTime at, int line)
    {
        var share = _random.Next(1_000);
        return new JobLogLine
        {
            JobId = job,
            SourceId = source,
            CreatedAt = at,
            Level = share switch
            {
                < 3 => JobLogLevel.Error,
                < 40 => JobLogLevel.Warning,
                < 200 => JobLogLevel.Debug,
                _ => JobLogLevel.Info,
            },
            Message =
                share < 40
                    ? $"The page {line} answered {(share < 3 ? 500 : 304)} after {share * 7} ms"
                    : $"Read page {line} of {LinesOfAJob}: {share} rows, {share % 7} new, {share % 3} changed",
            Url = line % 3 == 0 ? null : $"https://example.org/{source}/list?page={line}",
        };
    }
}
