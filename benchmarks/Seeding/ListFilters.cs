using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Benchmarks.Seeding;

/// <summary>What the portal's lists can be narrowed by, with what is frequent, what is rare and what nothing has.</summary>
internal static class ListFilters
{
    private const string OftenRun = "shop-00";
    private const string SeldomRun = "shop-39";
    private static readonly JobStatus[] Runs = [.. Enum.GetValues<JobStatus>().Where(status => status != JobStatus.Skipped)];

    public static IEnumerable<(string Name, JobFilter Filter)> OfJobs(DateTime now) =>
        [
            ("all but skipped", new JobFilter(Runs)),
            ("all", new JobFilter()),
            .. Enum.GetValues<JobStatus>().Select(status => (StoredEnum.Write(status), new JobFilter([status]))),
            ("with errors", new JobFilter([JobStatus.Succeeded], WithErrors: true)),
            ("with errors, seldom source", new JobFilter([JobStatus.Succeeded], SourceId: SeldomRun, WithErrors: true)),
            ("frequent task", new JobFilter(Runs, "channel-parse")),
            ("rare task", new JobFilter(Runs, "guide-crawl")),
            ("task that never ran", new JobFilter(Runs, "series-completion")),
            ("often source", new JobFilter(Runs, SourceId: OftenRun)),
            ("seldom source", new JobFilter(Runs, SourceId: SeldomRun)),
            ("source, any status", new JobFilter(SourceId: OftenRun)),
            ("source and task", new JobFilter(Runs, "guide-crawl", SeldomRun)),
            ("schedule", new JobFilter(Runs, ScheduleId: $"catalog-sync:{OftenRun}")),
            ("last day", new JobFilter(Runs, Since: now.AddDays(-1))),
            ("last month, failed", new JobFilter([JobStatus.Failed], Since: now.AddDays(-30))),
            ("last month, seldom source", new JobFilter(Runs, SourceId: SeldomRun, Since: now.AddDays(-30))),
            ("a week of last spring", new JobFilter(Runs, Since: now.AddDays(-207), Until: now.AddDays(-200))),
            ("text, frequent", new JobFilter(Runs, Text: "shop")),
            ("text, nowhere", new JobFilter(Runs, Text: "nowhere")),
            ("text, nowhere, in a source", new JobFilter(Runs, SourceId: OftenRun, Text: "nowhere")),
            ("text, nowhere, of a task", new JobFilter(Runs, "channel-parse", Text: "nowhere")),
        ];

    public static IEnumerable<(string Name, JobLogFilter Filter)> OfLogs() =>
        [
            ("all", new JobLogFilter()),
            .. Enum.GetValues<JobLogLevel>().Select(level => (StoredEnum.Write(level), new JobLogFilter(Levels: [level]))),
            ("warning and error", new JobLogFilter(Levels: [JobLogLevel.Warning, JobLogLevel.Error])),
            ("often source", new JobLogFilter(SourceId: OftenRun)),
            ("seldom source", new JobLogFilter(SourceId: SeldomRun)),
            ("seldom source, error", new JobLogFilter(SourceId: SeldomRun, Levels: [JobLogLevel.Error])),
            ("text, frequent", new JobLogFilter(Text: "page 3")),
            ("text, nowhere (one step)", new JobLogFilter(Text: "nowhere")),
            ("text, nowhere, in a source", new JobLogFilter(SourceId: OftenRun, Text: "nowhere")),
        ];

    public static IEnumerable<(string Name, ItemFilter Filter)> OfItems(DateTime now) =>
        [
            ("all", new ItemFilter()),
            ("often source", new ItemFilter(SourceId: OftenRun)),
            ("seldom source", new ItemFilter(SourceId: SeldomRun)),
            ("frequent kind", new ItemFilter(Kind: "title")),
            ("rare kind", new ItemFilter(Kind: "book")),
            ("frequent status", new ItemFilter(Status: "ongoing")),
            ("rare status", new ItemFilter(Status: "sold")),
            ("rare kind and rare status", new ItemFilter(Kind: "book", Status: "sold")),
            ("source, kind, status", new ItemFilter(OftenRun, "episode", "completed")),
            ("gone", new ItemFilter(Gone: true)),
            ("not gone", new ItemFilter(Gone: false)),
            ("frequent currency", new ItemFilter(Currency: "EUR")),
            ("rare currency", new ItemFilter(Currency: "CHF")),
            ("currency that nothing has", new ItemFilter(Currency: "JPY")),
            ("changed, last day", new ItemFilter(ChangedSince: now.AddDays(-1))),
            ("changed, last month", new ItemFilter(ChangedSince: now.AddDays(-30))),
            ("price, narrow", new ItemFilter(PriceFrom: 10, PriceTo: 10.1m)),
            ("price, wide", new ItemFilter(PriceFrom: 100, PriceTo: 900)),
            ("creator", new ItemFilter(Creator: "Author 4711")),
            ("genre", new ItemFilter(Genre: "genre 3")),
            ("series", new ItemFilter(Series: "Series 77")),
            ("text, half", new ItemFilter(Text: "sea")),
            ("text, nowhere", new ItemFilter(Text: "nowhere")),
            ("text, half, in a source", new ItemFilter(SourceId: OftenRun, Text: "sea")),
        ];

    public static IEnumerable<(string Name, AuditFilter Filter)> OfAudit(DateTime now) =>
        [
            ("all", new AuditFilter()),
            .. AuditActions.Kinds.Select(kind => ($"kind {kind}", new AuditFilter(Actions: AuditActions.Of(kind)))),
            ("actor, frequent", new AuditFilter(Actor: "system")),
            ("actor, rare", new AuditFilter(Actor: "person-29@example.org")),
            ("actor by id", new AuditFilter(Actor: "u-29")),
            ("actor nobody knows", new AuditFilter(Actor: "nobody")),
            ("actor, rare, kind runs", new AuditFilter(Actor: "person-29@example.org", Actions: AuditActions.Of("runs"))),
            ("actor type", new AuditFilter(ActorType: ActorType.Api)),
            ("actor type nobody has", new AuditFilter(ActorType: ActorType.Database)),
            ("action", new AuditFilter(Action: "mode.switch")),
            ("thing's type", new AuditFilter(EntityType: "parser_jobs")),
            ("thing", new AuditFilter(EntityType: "sources", EntityId: OftenRun)),
            ("thing's id", new AuditFilter(EntityId: OftenRun)),
            ("denied", new AuditFilter(Outcome: AuditOutcome.Denied)),
            ("last day", new AuditFilter(From: now.AddDays(-1))),
            ("a week of last spring", new AuditFilter(From: now.AddDays(-207), To: now.AddDays(-200))),
            ("before last spring, denied", new AuditFilter(Outcome: AuditOutcome.Denied, To: now.AddDays(-200))),
            ("text, frequent", new AuditFilter(Text: "rebuilt")),
            ("text, nowhere", new AuditFilter(Text: "nowhere")),
        ];

    public static IEnumerable<(string Name, DeadLetterFilter Filter)> OfDeadLetters() =>
        [
            ("open", new DeadLetterFilter(DeadLetterState.Open)),
            ("all", new DeadLetterFilter()),
            ("replayed", new DeadLetterFilter(DeadLetterState.Replayed)),
            ("dismissed", new DeadLetterFilter(DeadLetterState.Dismissed)),
            ("open, frequent task", new DeadLetterFilter(DeadLetterState.Open, "channel-parse")),
            ("open, rare task", new DeadLetterFilter(DeadLetterState.Open, "guide-crawl")),
            ("open, often source", new DeadLetterFilter(DeadLetterState.Open, SourceId: OftenRun)),
            ("open, seldom source", new DeadLetterFilter(DeadLetterState.Open, SourceId: SeldomRun)),
            ("open, error", new DeadLetterFilter(DeadLetterState.Open, ErrorClass: ErrorClass.Timeout)),
            ("open, text", new DeadLetterFilter(DeadLetterState.Open, Text: "place 3")),
            ("open, text nowhere", new DeadLetterFilter(DeadLetterState.Open, Text: "nowhere")),
        ];
}
