using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Benchmarks;

/// <summary>
/// What people look at, over HTTP, with many schedules that ran each minute for ten minutes on SQLite: one in ten skipped, one in twenty
/// with errors.
/// </summary>
internal static class PortalBenchmark
{
    private const int Minutes = 10;
    private const int Rounds = 40;
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public static async Task RunAsync(int schedules)
    {
        var portal = new PortalHost();
        await portal.InitializeAsync();
        try
        {
            await SeedAsync(portal.Services, schedules);
            var queries = portal.Services.GetRequiredService<ScheduleQueries>();
            var ids = (await queries.AllAsync(CancellationToken.None)).Select(view => view.Id).ToList();
            await MeasureAsync("portal: all schedules", () => queries.AllAsync(CancellationToken.None));
            await MeasureAsync(
                "portal: last run and last slot of all",
                () => portal.Services.GetRequiredService<LastRuns>().ReadAsync(ids, CancellationToken.None)
            );
            await MeasureAsync(
                "portal: the last day",
                () => portal.Services.GetRequiredService<JobQueries>().TotalsAsync(DateTime.UnixEpoch, CancellationToken.None)
            );
            foreach (
                var path in new[]
                {
                    "/tasks/recent",
                    "/tasks/recent?status=succeeded",
                    "/scheduler/jobs",
                    "/scheduler/jobs?limit=500",
                    "/admin/parser/dashboard",
                }
            )
            {
                await MeasureAsync($"portal: GET {path}", () => GetAsync(new Uri(portal.Address, path)));
            }

            await MeasureAsync(
                "portal: what the page Dashboard reads",
                async () =>
                {
                    await using var scope = portal.Services.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<DashboardReader>().ReadAsync(CancellationToken.None);
                }
            );
            await MeasureAsync(
                "portal: what the page Schedules reads",
                async () =>
                {
                    await portal.Services.GetRequiredService<ScheduleOverviews>().PageAsync(null, null, null, 100, CancellationToken.None);
                    var runs = await portal.Services.GetRequiredService<ScheduleCalendar>().ReadAsync(CancellationToken.None);
                    runs.Hours(TimeZoneInfo.Utc, 7);
                }
            );
        }
        finally
        {
            await portal.DisposeAsync();
        }
    }

    private static async Task MeasureAsync(string what, Func<Task> act)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds + 5; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await act();
            if (round >= 5)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Console.WriteLine($"{what}: p95 {Figures.Percentile(times, 95):F1} ms");
        Figures.Print(what, times);
    }

    private static async Task GetAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", PortalHost.AdminKey);
        using var answer = await Http.SendAsync(request, CancellationToken.None);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task SeedAsync(IServiceProvider services, int schedules)
    {
        for (var source = 0; source < schedules; source++)
        {
            await services
                .GetRequiredService<SourceCommands>()
                .SaveAsync(Actor.System, TestSources.Yaml($"shop-{source}"), null, CancellationToken.None);
        }

        var now = services.GetRequiredService<TimeProvider>().UtcMilliseconds();
        for (var minute = Minutes; minute > 0; minute--)
        {
            await using var context = await services.GetRequiredService<IDbContextFactory<ParserDbContext>>().CreateDbContextAsync();
            for (var source = 0; source < schedules; source++)
                context.Add(Job($"shop-{source}", source + minute, now.AddMinutes(-minute).AddMilliseconds(source)));
            await context.SaveChangesAsync();
        }
    }

    private static ParserJob Job(string source, int number, DateTime at)
    {
        var job = ParserJob.Request(
            "catalog-sync",
            source,
            JobTrigger.Schedule,
            Actor.System.Name,
            JobParameters.None,
            0,
            at,
            $"catalog-sync:{source}"
        );
        if (number % 10 == 0)
        {
            job.Skip("The run before this one has not ended", at);
            return job;
        }

        job.Start("node-1", Guid.NewGuid(), 0, at);
        job.Succeed(
            new JobCounts
            {
                ItemsProcessed = 20,
                ItemsNew = 1,
                ItemsFailed = number % 20 == 1 ? 1 : 0,
            },
            at.AddSeconds(1)
        );
        return job;
    }
}
