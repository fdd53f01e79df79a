namespace ParserAdmin.Benchmarks;

/// <summary>Where a firing reports that its work has begun.</summary>
internal sealed class FirstLine
{
    private TaskCompletionSource<DateTime> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Reach() => _reached.TrySetResult(TimeProvider.System.GetUtcNow().UtcDateTime);

    public void Expect() => _reached = new TaskCompletionSource<DateTime>(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<DateTime> ReachedAsync() => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
}
