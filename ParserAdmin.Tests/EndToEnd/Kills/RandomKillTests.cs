using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// kill -9 at random moments of whatever the program does: first starts, later starts, crawls, stops, resets, switches, edits; each of them
/// at least once, in random order. The next start always comes up, nothing is lost or doubled, and nothing is called lost that was not.
/// <c>PARSERADMIN_RANDOM_KILLS</c> sets how often, <c>PARSERADMIN_SEED</c> does the same again.
/// </summary>
[Collection(LongRuns.Killed)]
public sealed class RandomKillTests(ITestOutputHelper output)
{
    /// <summary>So many programs are given up and begun anew before the rest is left undone.</summary>
    private const int MostFaults = 5;

    private static readonly KillScene[] Scenes = Enum.GetValues<KillScene>();
    private static readonly int Kills = Cluster.Figure("PARSERADMIN_RANDOM_KILLS", Scenes.Length);

    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<KillScene, int> _kills = Scenes.ToDictionary(scene => scene, _ => 0);
    private readonly List<string> _faults = [];

    [Fact]
    public async Task Program_KilledInEachSceneAtRandomMoments_ComesUpAndNothingIsLostOrDoubled()
    {
        var seed = Cluster.Seed;
        output.WriteLine($"PARSERADMIN_SEED={seed}");
        var random = new Random(seed);
        while (IsLeft && _faults.Count < MostFaults)
            await LiveAsync(random);

        foreach (var (outcome, count) in _outcomes)
            output.WriteLine($"{count, 4} {outcome}");
        var summary =
            $"seed {seed}: {_kills.Values.Sum()} kills ({string.Join(", ", _kills.Select(scene => $"{scene.Key} {scene.Value}"))}), "
            + $"{_faults.Count} faults";
        output.WriteLine(summary);
        Assert.True(_faults.Count == 0, $"{summary}\n{string.Join("\n\n", _faults)}");
    }

    /// <summary>Where fewer kills than scenes were asked for, so few are done.</summary>
    private bool IsLeft => _kills.Values.Sum() < Kills || (Kills >= Scenes.Length && _kills.ContainsValue(0));

    /// <summary>One program, killed until it has a fault or nothing is left to do.</summary>
    private async Task LiveAsync(Random random)
    {
        await using var victim = await KillVictim.StartAsync(random);
        var which = "";
        try
        {
            while (IsLeft)
            {
                var scene = Pick(random, victim.State());
                var kill = _kills.Values.Sum() + 1;
                which = $"kill {kill}: {scene}";
                _kills[scene]++;
                var outcome = scene == KillScene.FirstStart ? await FirstStartKills.RunAsync(random) : await victim.KillAsync(scene, kill);
                _outcomes[$"{scene}, {outcome}"] = _outcomes.GetValueOrDefault($"{scene}, {outcome}") + 1;
            }

            which = "after the last kill";
            await victim.AssertWholeAsync();
        }
        catch (Exception failed)
        {
            _faults.Add($"{which}: {victim.Last}: {failed.Message}\n{victim.Output}");
            output.WriteLine(_faults[^1]);
        }
    }

    /// <summary>
    /// First what has not been done yet, or what leads to it: a reset needs a stop, and a crawl that nothing is stopped. Then anything;
    /// while all is stopped, most often the reset.
    /// </summary>
    private KillScene Pick(Random random, KillState state)
    {
        var possible = Scenes
            .Where(scene => scene is KillScene.Reset ? state.Stopped : !state.Stopped || scene is not (KillScene.Crawl or KillScene.Mode))
            .ToList();
        var undone = possible.Where(scene => _kills[scene] == 0).ToList();
        if (undone.Count > 0)
            return undone[random.Next(undone.Count)];
        if (_kills.ContainsValue(0))
            return state.Stopped ? KillScene.Reset : KillScene.Stop;
        if (state.Stopped)
            possible.AddRange(Enumerable.Repeat(KillScene.Reset, 3));
        return possible[random.Next(possible.Count)];
    }
}

/// <summary>What the program is doing when it is killed.</summary>
internal enum KillScene
{
    FirstStart,
    Start,
    Crawl,
    Stop,
    Reset,
    Mode,
    Source,
    Schedule,
    Settings,
}
