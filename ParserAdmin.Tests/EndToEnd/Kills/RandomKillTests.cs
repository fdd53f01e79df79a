using Xunit;
using Xunit.Abstractions;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>
/// kill -9 at random moments of whatever the program does: first starts, later starts, crawls, stops, resets, switches, edits. The next
/// start always comes up, nothing is lost or doubled, and nothing is called lost that was not. <c>PARSERADMIN_RANDOM_KILLS</c> sets how
/// often, <c>PARSERADMIN_SEED</c> does the same again.
/// </summary>
[Collection(LongRuns.Starts)]
public sealed class RandomKillTests(ITestOutputHelper output)
{
    private static readonly int Kills = Cluster.Figure("PARSERADMIN_RANDOM_KILLS", 3);

    [Fact]
    public async Task Program_KilledAtRandomMoments_ComesUpAndNothingIsLostOrDoubled()
    {
        var seed = Cluster.Figure("PARSERADMIN_SEED", Environment.TickCount);
        output.WriteLine($"PARSERADMIN_SEED={seed}");
        var random = new Random(seed);
        await using var victim = await KillVictim.StartAsync(random);
        var outcomes = new SortedDictionary<string, int>();
        var which = "";
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                var scene = Pick(random, victim.State());
                which = $"seed {seed}, kill {kill}: {scene}";
                var outcome = scene == KillScene.FirstStart ? await FirstStartKills.RunAsync(random) : await victim.KillAsync(scene, kill);
                outcomes[$"{scene}, {outcome}"] = outcomes.GetValueOrDefault($"{scene}, {outcome}") + 1;
            }

            which = $"seed {seed}, after {Kills} kills";
            await victim.AssertWholeAsync();
        }
        catch (Exception failed)
        {
            throw new InvalidOperationException($"{which}: {victim.Last}: {failed.Message}\n{victim.Output}", failed);
        }

        foreach (var (outcome, count) in outcomes)
            output.WriteLine($"{count, 4} {outcome}");
    }

    /// <summary>Most of them change something; while all is stopped, most often the reset.</summary>
    private static KillScene Pick(Random random, KillState state)
    {
        var scenes = Enum.GetValues<KillScene>()
            .Where(scene => scene is KillScene.Reset ? state.Stopped : !state.Stopped || scene is not (KillScene.Crawl or KillScene.Mode))
            .SelectMany(scene => Enumerable.Repeat(scene, scene is KillScene.Reset ? 4 : 1))
            .ToList();
        return scenes[random.Next(scenes.Count)];
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
