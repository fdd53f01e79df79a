using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Counts the wake-ups in place of a scheduler.</summary>
public sealed class TestDispatcher : IJobDispatcher
{
    private int _wakes;

    public int Wakes => Volatile.Read(ref _wakes);

    public Task WakeAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _wakes);
        return Task.CompletedTask;
    }
}
