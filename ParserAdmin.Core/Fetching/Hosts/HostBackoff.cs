using System.Net;

namespace ParserAdmin.Core.Fetching.Hosts;

/// <summary>
/// The delay that a server's own answers call for: doubled by each "too much", lowered by each good answer. Guarded by its queue's lock.
/// </summary>
internal sealed class HostBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    // A server that needs this long is busy: the next request waits as long as the last one took.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(50);

    public TimeSpan Delay { get; private set; }

    /// <summary>Takes back what an earlier process had learned.</summary>
    public void Restore(TimeSpan penalty) => Delay = penalty < Longest ? penalty : Longest;

    /// <param name="elapsed">From sending to the headers.</param>
    /// <param name="usual">The delay that was kept without this one.</param>
    public void Answered(int status, TimeSpan elapsed, TimeSpan usual)
    {
        if (status is (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable)
            Overloaded(usual);
        else if (elapsed >= Slow)
            Raise(elapsed);
        else if (status < 500)
            Delay = Delay * 0.8 is var lower && lower > Negligible ? lower : TimeSpan.Zero;
    }

    public void Overloaded(TimeSpan usual)
    {
        var pace = Delay > usual ? Delay : usual;
        Raise(pace * 2 > First ? pace * 2 : First);
    }

    private void Raise(TimeSpan to)
    {
        if (to > Delay)
            Delay = to < Longest ? to : Longest;
    }
}
