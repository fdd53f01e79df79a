namespace ParserAdmin.Core.Safety.Gate;

/// <summary>
/// The gate's leave for one request or write, which does not keep: a process may be frozen for a minute between the answer and what it was
/// asked for, and everything may have been stopped meanwhile. Asked again before each step that cannot be taken back. Once the run is told
/// to end no answer is good any more.
/// </summary>
internal sealed class FreshAnswer(GatedRun run, GateAction action, TimeProvider? time = null)
{
    /// <summary>
    /// How long an answer is good for, counted from the question: the answer, too, may have lain about in a frozen process.
    /// </summary>
    internal static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    // A database that needs longer than a moment for each answer is as good as none.
    private const int MostQuestions = 5;

    // A process is frozen in real time, whatever clock it goes by. The wall clock, too: the other one rests while a whole machine sleeps.
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private long _ticks;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <exception cref="GateRefusedException">The run may not go on.</exception>
    public async ValueTask DemandAsync(CancellationToken cancellationToken)
    {
        for (var asked = 0; !IsFresh; asked++)
        {
            if (asked == MostQuestions)
            {
                throw new GateRefusedException(
                    GateRefusal.SettingsUnreadable,
                    "The settings are read too slowly to rely on them, so nothing may run"
                );
            }

            var (ticks, at) = (_time.GetTimestamp(), _time.GetUtcNow());
            await run.DemandAsync(action, cancellationToken);
            (_ticks, _at) = (ticks, at);
            if (run.Stopping.IsCancellationRequested)
                throw new GateRefusedException(GateRefusal.JobEnded, "The run was told to end");
        }
    }

    internal bool IsFresh =>
        _at != DateTimeOffset.MinValue
        && !run.Stopping.IsCancellationRequested
        && _time.GetElapsedTime(_ticks) < Moment
        && (_time.GetUtcNow() - _at).Duration() < Moment;
}
