using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>The part of a log that is drawn: what is seen, with a margin, so that scrolling meets lines and no gap.</summary>
internal sealed class JobLogWindow(JobLogIndex index, JobLogQueries log)
{
    /// <summary>Rows drawn above and below what is seen.</summary>
    public const int Margin = 40;

    private const int MarginAtTheEnd = 10;
    private readonly JobLogTexts _texts = new(log);
    private int _turn;

    /// <summary>The row of the first line drawn.</summary>
    public int First { get; private set; }

    public IReadOnlyList<JobLogLine> Lines { get; private set; } = [];

    /// <summary>Rows after the last one drawn.</summary>
    public int After => index.Rows - First - Lines.Count;

    /// <summary>How many rows are seen at once.</summary>
    public int Seen { get; set; } = 40;

    public JobLogLine? At(int row) => Lines.ElementAtOrDefault(row - First);

    public void Keep(JobLogLine line) => _texts.Keep(line);

    public void Clear() => _texts.Clear();

    public Task ShowEndAsync(CancellationToken cancellationToken) => ShowAsync(int.MaxValue, Seen + MarginAtTheEnd, cancellationToken);

    /// <summary>Draws what is around this row when it stands at the top.</summary>
    public Task ShowAsync(int row, CancellationToken cancellationToken) => ShowAsync(row - Margin, Seen + (2 * Margin), cancellationToken);

    private async Task ShowAsync(int first, int rows, CancellationToken cancellationToken)
    {
        // While its texts are read another may have been asked for; the last one counts.
        var turn = ++_turn;
        first = Math.Clamp(first, 0, Math.Max(0, index.Rows - rows));
        var wanted = Enumerable.Range(first, Math.Min(rows, index.Rows - first)).Select(index.SequenceAt).ToList();
        var lines = await _texts.ReadAsync(wanted, cancellationToken);
        if (turn == _turn)
            (First, Lines) = (first, lines);
    }
}
