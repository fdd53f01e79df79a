using System.Diagnostics;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.EndToEnd;

/// <summary>What a supervisor hears from <c>/health/ready</c>, and how soon.</summary>
internal static class HealthWait
{
    /// <summary>The database is looked at, and the node's own row written, every two or three seconds.</summary>
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(10);

    public static Task UnreadyAsync(ApiClient api, string why) =>
        UntilAsync(api, ready => ready.Status == 503 && ready.Text.Contains(why, StringComparison.Ordinal), why);

    public static Task ReadyAsync(ApiClient api) => UntilAsync(api, ready => ready.Status == 200, "all is well");

    private static async Task UntilAsync(ApiClient api, Func<ApiAnswer, bool> holds, string what)
    {
        var watch = Stopwatch.StartNew();
        while (await api.GetAsync("/health/ready") is var ready && !holds(ready))
        {
            Assert.True(watch.Elapsed < Seconds, $"/health/ready does not say within {Seconds}: {what}. {ready.Status} {ready.Text}");
            await Task.Delay(100);
        }
    }
}
