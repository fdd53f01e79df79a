using ParserAdmin.Core.Data;
using ParserAdmin.Core.Jobs.Timings;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Takes the time of one request from when it is wanted until it is over, and tells it to whoever listens.</summary>
internal sealed class RequestClock(FetchContext context, Uri address, TimeProvider time)
{
    private readonly DateTime _at = time.UtcMilliseconds();
    private readonly long _wanted = time.GetTimestamp();
    private readonly int _requests = context.Tally.Requests;
    private readonly long _bytes = context.Tally.BytesReceived;
    private long? _answered;
    private int? _status;

    /// <summary>The answer's head is there.</summary>
    public void Answer(int status) => (_answered, _status) = (time.GetTimestamp(), status);

    /// <summary>It is over, however it ended. One that was refused before it was sent took nobody's time.</summary>
    public void End()
    {
        if (context.Tally.Requests == _requests)
            return;
        var (sent, ended) = (context.Tally.SentAt, time.GetTimestamp());
        var answered = _answered ?? ended;
        context.Tell(
            new RequestTiming(
                Shown(),
                _at,
                Milliseconds(_wanted, sent),
                Milliseconds(sent, answered),
                Milliseconds(answered, ended),
                _status,
                context.Tally.BytesReceived - _bytes
            )
        );
    }

    private int Milliseconds(long from, long to) => (int)Math.Clamp(time.GetElapsedTime(from, to).TotalMilliseconds, 0, int.MaxValue);

    private string Shown() =>
        context.Request.Secrets.Aggregate(
            address.ToString(),
            (shown, secret) => secret.Length > 0 ? shown.Replace(secret, "…", StringComparison.Ordinal) : shown
        );
}
