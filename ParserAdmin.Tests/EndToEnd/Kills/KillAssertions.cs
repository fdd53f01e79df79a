using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd.Kills;

/// <summary>Holds a program that was killed and started again to what was stored before and what was answered.</summary>
internal static class KillAssertions
{
    /// <summary>What was answered is there; what was not is there with its audit entry, or neither is.</summary>
    /// <returns>Whether it is there.</returns>
    public static bool AssertWhollyOrNotAtAll(PortalProcess portal, KillAct? act, KillState before, ApiAnswer? answer, long head)
    {
        var after = KillState.Read(portal);
        var changed = after != before;
        Assert.Equal(changed ? act?.After : before, after);
        if (answer is not null)
        {
            Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Text}");
            Assert.True(changed, $"It was answered, and is not there: {after}");
        }

        Assert.Equal(
            changed
                ?
                [
                    [act!.Action, act.Reason],
                ]
                : [],
            portal.Query($"SELECT action, reason FROM audit_logs WHERE sequence > {head} AND action NOT LIKE 'job.%' ORDER BY sequence")
        );
        return changed;
    }

    /// <summary>
    /// Lost are those that ran when it was killed, and no others; unless a person or a stop ended them, each is gone on with once. No job
    /// that anybody asked for is missing.
    /// </summary>
    public static void AssertJobs(PortalProcess portal, KillRemains remains)
    {
        var jobs = portal.Query("SELECT id, status, reason, ended_at FROM parser_jobs").ToDictionary(row => (string)row[0]!);
        Assert.Empty(remains.Jobs.Keys.Except(jobs.Keys));
        Assert.Equal(
            remains.Lost.Concat(remains.Running.Keys).Order(StringComparer.Ordinal),
            jobs.Values.Where(row => (string)row[1]! == "lost").Select(row => (string)row[0]!).Order(StringComparer.Ordinal)
        );
        var state = KillState.Read(portal);
        foreach (var (id, job) in remains.Running)
        {
            Assert.Matches("^Node .+ stopped while the job ran$", (string)jobs[id][2]!);
            var goneOn = portal.Query(
                $"SELECT id FROM parser_jobs WHERE \"trigger\" = 'retry' AND source_id = '{job.SourceId}' AND requested_at = "
                    + $"'{jobs[id][3]}'"
            );
            var mayGoOn = !state.Stopped && state.Epoch == job.Epoch && !job.CancelRequested;
            Assert.True(goneOn.Count == (mayGoOn ? 1 : 0), $"Job {id} of {job.SourceId} is gone on with {goneOn.Count} times");
        }
    }
}
