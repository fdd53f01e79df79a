namespace ParserAdmin.Core.Jobs.Endings;

/// <summary>Which failures another try can cure, and how long to wait for it. Pure.</summary>
public static class RetryPolicy
{
    public static readonly TimeSpan Base = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>So often in a row a server may ask to wait before that counts as a failure like any other.</summary>
    public const int MostRateLimitWaits = 20;

    /// <summary>
    /// So often in a row a job's node may stop under it, without the job getting any further, before the job itself is suspected.
    /// </summary>
    public const int MostRecoveries = 3;

    /// <summary>
    /// What passes by itself: the network, a slow or busy server, a busy database. The rest would fail the same way again, until a person
    /// changes the definition, the login or the program, or has already been decided by one.
    /// </summary>
    public static bool IsCurable(ErrorClass errorClass) =>
        errorClass switch
        {
            ErrorClass.Network or ErrorClass.Timeout or ErrorClass.RateLimited or ErrorClass.Storage => true,
            _ => false,
        };

    /// <summary>
    /// Exponential with full jitter: anything up to 30 s, 1 min, 2 min … 1 h, so that jobs that failed together do not come back together.
    /// At least a second.
    /// </summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan Delay(int attempt, double jitter)
    {
        var ceiling = Math.Min(Longest.TotalSeconds, Base.TotalSeconds * Math.Pow(2, Math.Max(0, attempt - 1)));
        return TimeSpan.FromSeconds(Math.Max(1, Math.Round(ceiling * jitter)));
    }
}
