using System.Globalization;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Logs;
using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Logs;

/// <summary>What the search over all logs shows, as its address says it.</summary>
/// <param name="Levels">Names, with commas between; null for all.</param>
/// <param name="Since">A choice of <see cref="TimeSpanChoice"/> or an ISO 8601 time.</param>
/// <param name="Before">The page ends before the line with this number; null for the newest.</param>
public sealed record LogsView(string? Text = null, string? Levels = null, string? Source = null, string? Since = null, long? Before = null)
{
    public const string Path = "portal/logs";

    public bool IsFiltered => this with { Before = null } != new LogsView();

    public IReadOnlyList<JobLogLevel> Shown => LogPlace.Read(null, Levels, null).Levels;

    public JobLogFilter Filter =>
        new(
            SourceId: QueryText.Clean(Source),
            Levels: Shown.Count == LogPlace.End.Levels.Count ? null : Shown,
            Text: QueryText.Clean(Text)
        );

    public string Address => Write(Path, Before);

    /// <summary>All that fits, as a file.</summary>
    public string Download => Write(Path + ".txt", null);

    /// <summary>Whether a line that just came belongs on the page.</summary>
    public bool Includes(JobLogLine line) =>
        Filter is var filter
        && filter.Includes(line)
        && (filter.Text is not { } text || FoundText.IsIn(line.Message, text) || FoundText.IsIn(line.Url, text));

    private string Write(string path, long? before) =>
        QueryText.Write(
            path,
            [
                new("q", Text),
                new("levels", Levels),
                new("source", Source),
                new("since", Since),
                new("before", before?.ToString(CultureInfo.InvariantCulture)),
            ]
        );
}
