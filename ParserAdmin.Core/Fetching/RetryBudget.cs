using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching;

/// <summary>How often one fetch may try again. Being asked to wait is no failure of the page, so it is counted apart.</summary>
internal sealed class RetryBudget(Random random)
{
    private const int MaxRetries = 2;
    private const int MaxCoolings = 5;
    private static readonly TimeSpan BaseDelay = TimeSpan.FromMilliseconds(500);

    private int _retries;
    private int _coolings;

    /// <summary>Takes one try for this failure, if it may pass and there is one left.</summary>
    /// <param name="wait">How long to wait first; zero where the host's cooling does the waiting.</param>
    public bool TrySpend(FetchException error, out TimeSpan wait)
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
