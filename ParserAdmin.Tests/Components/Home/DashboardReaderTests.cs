using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Home;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Home;

public sealed class DashboardReaderTests
{
    [Fact]
    public async Task Read_ByManyAtOnce_IsSharedAndNeverOlderThanTheQuestion()
    {
        await using var host = await PortalServices.CreateAsync();
        await host.Core.AddSourceAsync();
        var reader = host.Page.Services.GetRequiredService<DashboardReader>();

        for (var jobs = 1; jobs <= 5; jobs++)
        {
            await host.Core.AddJobAsync(JobStatus.Succeeded);
            var views = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => reader.ReadAsync(CancellationToken.None)));

            Assert.All(views, view => Assert.Equal(jobs, view.Day.Runs));
            Assert.InRange(views.Distinct().Count(), 1, 10);
        }
    }

    [Fact]
    public async Task Read_GivenUp_LeavesTheReadingToTheOthers()
    {
        await using var host = await PortalServices.CreateAsync();
        var reader = host.Page.Services.GetRequiredService<DashboardReader>();
        using var gone = new CancellationTokenSource();

        await gone.CancelAsync();
        var stayed = reader.ReadAsync(CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(gone.Token));
        Assert.True((await stayed).Day.IsEmpty);
    }

    [Fact]
    public async Task Read_Failed_IsToldAndTheNextOneIsReadAnew()
    {
        await using var host = await PortalServices.CreateAsync();
        var reader = host.Page.Services.GetRequiredService<DashboardReader>();
        await host.Core.SqlAsync("ALTER TABLE hosts RENAME TO hosts_away");

        await Assert.ThrowsAnyAsync<Exception>(() => reader.ReadAsync(CancellationToken.None));
        await host.Core.SqlAsync("ALTER TABLE hosts_away RENAME TO hosts");

        Assert.True((await reader.ReadAsync(CancellationToken.None)).Day.IsEmpty);
    }
}
