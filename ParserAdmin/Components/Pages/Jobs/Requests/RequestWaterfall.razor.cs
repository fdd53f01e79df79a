using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Charts;
using ParserAdmin.Core.Jobs.Timings;

namespace ParserAdmin.Components.Pages.Jobs.Requests;

/// <summary>What a run asked for, one request below the other: when each began, what it waited for and what came of it.</summary>
public sealed partial class RequestWaterfall
{
    /// <summary>So many are a look; all that are kept come when they are asked for.</summary>
    private const int Few = 30;
    private IReadOnlyList<RequestTiming> _rows = [];
    private int _kept;
    private DateTime _begin;
    private double _span;
    private bool _all;

    /// <summary>How many requests there were, and the last of them; null where nothing is known.</summary>
    [Parameter, EditorRequired]
    public required (int Total, IReadOnlyList<RequestTiming> Last)? Timings { get; set; }

    /// <summary>Whether the job runs.</summary>
    [Parameter, EditorRequired]
    public required bool IsLive { get; set; }

    private string Note =>
        Timings is not { Total: > 0 and var total } ? ""
        : _rows.Count == total ? $"{ChartText.Number(total)}"
        : $"the last {ChartText.Number(_rows.Count)} of {ChartText.Number(total)}";

    private string Nothing =>
        !IsLive ? "No request is on record. A run that asked for nothing has none, nor has one whose node died."
        : Timings is null ? "It runs on another node: its requests are shown here when it has ended."
        : "Nothing has been asked for yet.";

    protected override void OnParametersSet() => Arrange();

    private void ShowAll()
    {
        _all = true;
        Arrange();
    }

    private void Arrange()
    {
        var last = Timings?.Last ?? [];
        _kept = last.Count;
        _rows = [.. (_all ? last : last.TakeLast(Few)).OrderBy(row => row.At)];
        if (_rows.Count == 0)
            return;
        _begin = _rows[0].At;
        _span = Math.Max(1, _rows.Max(row => Start(row) + row.Took));
    }

    /// <summary>In milliseconds from the first one that is shown.</summary>
    private double Start(RequestTiming row) => (row.At - _begin).TotalMilliseconds;

    private string Place(double milliseconds) => ChartText.Percent(milliseconds / _span * 100);

    private static string PathOf(RequestTiming row) =>
        Uri.TryCreate(row.Address, UriKind.Absolute, out var address) ? address.PathAndQuery : row.Address;

    private static string Tone(RequestTiming row) =>
        row.Status switch
        {
            null or >= 400 => "bad",
            304 => "same",
            _ => "",
        };

    private string Words(RequestTiming row) =>
        $"begins after {Milliseconds(Start(row))}; waits {Milliseconds(row.Waited)}, server {Milliseconds(row.Answered)}, "
        + $"body {Milliseconds(row.Received)}";

    private static string Milliseconds(double value) => $"{ChartText.Number(value)} ms";

    private string Tick(double milliseconds) =>
        _span < 1_000 ? Milliseconds(milliseconds) : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1_000:0.#} s");
}
