using System.Globalization;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// Keeps when the program lived, and holds its slots of each minute to that: each is recorded once, whatever became of it.
/// </summary>
internal sealed class KillSlots(PortalProcess portal, IReadOnlyList<string> sources)
{
    private const string Minute = "yyyy-MM-dd HH:mm";

    /// <summary>Who lived so long in a minute has looked for its slots.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    private readonly List<(DateTime From, DateTime To)> _lives = [];
    private DateTime? _since;
    private DateTime _began;

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    /// <summary>From the next full minute on.</summary>
    public void Begin()
    {
        var now = Now;
        (_since, _began) = (now, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1));
    }

    public void Started() => _since = Now;

    public void Died()
    {
        if (_since is { } from)
            _lives.Add((from, Now));
        _since = null;
    }

    public void AssertEachOnce()
    {
        var lives = _lives.Append((_since ?? Now, Now)).ToList();
        foreach (var source in sources)
        {
            var slots = portal
                .Query($"SELECT substr(requested_at, 1, 16) FROM parser_jobs WHERE \"trigger\" = 'schedule' AND source_id = '{source}'")
                .Select(row => (string)row[0]!)
                .ToList();
            Assert.Equal(slots.Distinct().Order(StringComparer.Ordinal), slots.Order(StringComparer.Ordinal));
            for (var minute = _began; minute.AddMinutes(1) < Now; minute = minute.AddMinutes(1))
            {
                if (lives.Any(life => Shared(life, minute) >= Enough))
                    Assert.Contains(minute.ToString(Minute, CultureInfo.InvariantCulture), slots);
            }
        }
    }

    private static TimeSpan Shared((DateTime From, DateTime To) life, DateTime minute)
    {
        var from = life.From > minute ? life.From : minute;
        var to = life.To < minute.AddMinutes(1) ? life.To : minute.AddMinutes(1);
        return to - from;
    }
}
