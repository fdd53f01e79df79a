using System.Diagnostics;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks.Watching;

/// <summary>The job that all look at, started and cleared away by the API.</summary>
internal sealed class WatchedJob(ApiClient api)
{
    private const string Source = "shop";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task PrepareAsync() =>
        (await api.SendTextAsync(HttpMethod.Post, "/sources", TestSources.Yaml(Source), "application/yaml")).Expect(201);

    /// <returns>The path of its page.</returns>
    public async Task<string> StartAsync()
    {
        var asked = (await api.PostAsync("/tasks", new { task = LineWriter.TaskName, sourceId = Source })).Expect(202);
        return $"portal/jobs/{asked.GetProperty("id").GetString()}";
    }

    /// <summary>Lifts the stop; as long as a job is still ending that is refused.</summary>
    public async Task ResetAsync()
    {
        for (var began = Stopwatch.GetTimestamp(); ; )
        {
            var version = (await api.GetAsync("/admin/parser/settings")).Expect(200).GetProperty("version").GetInt64();
            var answer = await api.PostAsync(
                "/admin/parser/emergency-stop/reset",
                new
                {
                    reason = "a benchmark",
                    confirm = "RESET",
                    version,
                }
            );
            if (answer.Status != 409 || Stopwatch.GetElapsedTime(began) > Patience)
            {
                answer.Expect(200);
                return;
            }

            await Task.Delay(50);
        }
    }
}
