using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Jobs.Endings;

/// <summary>Ends jobs on a host with one source, and finds what follows them.</summary>
internal static class FollowUps
{
    public static async Task<CoreHost> HostAsync(TestDatabase database = TestDatabase.Sqlite)
    {
        var host = await CoreHost.CreateAsync(
            database,
            services => services.Replace(ServiceDescriptor.Singleton(new FollowUpPolicy(() => 0.5)))
        );
        await host.AddSourceAsync();
        return host;
    }

    public static Task CoolAsync(CoreHost host, Guid id, TimeSpan wait) =>
        host.Get<JobEnder>()
            .EndAsync(
                id,
                JobEnding.OfCooling("shop.example", wait, "It asked to come back later.", null, () => new JobCounts()),
                CancellationToken.None
            );

    public static Task FailAsync(CoreHost host, Guid id, ErrorClass errorClass, TimeSpan? retryAfter = null, string? url = null) =>
        host.Get<JobEnder>()
            .EndAsync(
                id,
                new JobEnding((job, now) => job.Fail(errorClass, "It failed.", new JobCounts(), now), RetryAfter: retryAfter, Url: url),
                CancellationToken.None
            );

    public static async Task<ParserJob> NextAsync(CoreHost host, Guid id) => await host.JobAsync((await host.NextJobAsync(id))!.Value);

    public static Task<IReadOnlyList<FailedAttempt>> LettersAsync(CoreHost host) =>
        host.Get<DeadLetterQueries>().ListAsync(new DeadLetterFilter(), null, 10, CancellationToken.None);

    public static Task<AdmittedJob?> AdmitAsync(CoreHost host) => host.Get<JobAdmission>().AdmitNextAsync(CancellationToken.None);
}
