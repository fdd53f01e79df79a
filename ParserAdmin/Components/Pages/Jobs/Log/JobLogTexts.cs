using ParserAdmin.Core.Jobs.Logs;

namespace ParserAdmin.Components.Pages.Jobs.Log;

/// <summary>The texts of the lines that were looked at last; the others are read when somebody scrolls there.</summary>
internal sealed class JobLogTexts(JobLogQueries log)
{
    private const int Most = 2_000;
    private readonly Dictionary<long, JobLogLine> _lines = [];
    private readonly Queue<long> _oldest = new();

    public void Clear()
    {
        _lines.Clear();
        _oldest.Clear();
    }

    public void Keep(JobLogLine line)
    {
        if (!_lines.TryAdd(line.Sequence, line))
            return;
        _oldest.Enqueue(line.Sequence);
        if (_oldest.Count > Most)
            _lines.Remove(_oldest.Dequeue());
    }

    /// <summary>The lines with these numbers, in their order; one that was deleted meanwhile is left out.</summary>
    public async Task<IReadOnlyList<JobLogLine>> ReadAsync(IReadOnlyList<long> sequences, CancellationToken cancellationToken)
    {
        var missing = sequences.Where(sequence => !_lines.ContainsKey(sequence)).ToList();
        if (missing.Count > 0)
        {
            foreach (var line in await log.LinesAsync(missing, cancellationToken))
                Keep(line);
        }

        return [.. sequences.Select(sequence => _lines.GetValueOrDefault(sequence)).OfType<JobLogLine>()];
    }
}
