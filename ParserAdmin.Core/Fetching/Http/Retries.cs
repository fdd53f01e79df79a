using System.Runtime.ExceptionServices;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>
/// How often one fetch tries again, and how long it waits first. Being asked to wait is no failure of the page, so it is counted apart.
/// </summary>
internal sealed class Retries(FetchContext context, Random random, TimeProvider time)
{
    private const int MaxRetries = 2;
    private const int MaxCoolings = 5;
    private static readonly TimeSpan BaseDelay = TimeSpan.FromMilliseconds(500);

    private int _retries;
    private int _coolings;

    /// <summary>Returns when the fetch may try again. A failure that is final is thrown on, with what the fetch has cost.</summary>
    public async Task WaitAsync(FetchException error)
    {
        error.Requests = context.Tally.Requests;
        error.BytesReceived = context.Tally.BytesReceived;
        var wait = TimeSpan.Zero;
        if (context.Request.Body is { Repeatable: false } || !TrySpend(error, out wait))
            ExceptionDispatchInfo.Throw(error);
        // The host's cooling does the waiting.
        if (error.Class == ErrorClass.RateLimited)
            return;
        context.Report(FetchEventKind.Retrying, error.Address, error.Message, time.GetUtcNow() + wait, error.Status);
        await Task.Delay(wait, time, context.Stop);
    }

    private bool TrySpend(FetchException error, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        switch (error.Class)
        {
            case ErrorClass.RateLimited when error.RetryAfter is { } away && away <= HostGovernor.Patience:
                return _coolings++ < MaxCoolings;
            case ErrorClass.Network or ErrorClass.Timeout when _retries < MaxRetries:
                // Half of it is jitter, so that requests that failed together do not come back together.
                wait = BaseDelay * Math.Pow(2, _retries++) * (0.5 + random.NextDouble());
                return true;
            default:
                return false;
        }
    }
}
