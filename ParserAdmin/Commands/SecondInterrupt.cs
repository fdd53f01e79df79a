using System.Runtime.InteropServices;

namespace ParserAdmin.Commands;

/// <summary>
/// The first Ctrl+C ends the program gracefully; the second ends it at once. What ran then is found as lost at the next start and goes on
/// from its checkpoints.
/// </summary>
internal sealed class SecondInterrupt : IDisposable
{
    /// <summary>What shells report for a program that Ctrl+C ended.</summary>
    private const int Interrupted = 130;

    private readonly PosixSignalRegistration _registration;
    private int _signals;

    public SecondInterrupt() =>
        _registration = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            signal =>
            {
                signal.Cancel = true;
                if (Interlocked.Increment(ref _signals) > 1)
                    Environment.Exit(Interrupted);
            }
        );

    public void Dispose() => _registration.Dispose();
}
