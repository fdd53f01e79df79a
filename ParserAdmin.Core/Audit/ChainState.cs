using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Audit;

/// <summary>
/// What is known of the chain, for all who look: it is checked whole once in the life of the process, or when somebody asks, and else
/// from where it held last.
/// </summary>
public sealed class ChainState(AuditVerifier verifier, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Null until it was checked for the first time.</summary>
    public ChainCheck? Last { get; private set; }

    public void Dispose() => _turn.Dispose();

    /// <param name="whole">From the first entry; a chain that was found broken is checked anew only so.</param>
    public async Task<ChainCheck> CheckAsync(bool whole, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!whole && Last is { Found.Intact: false } broken)
                return broken;
            var found = await verifier.VerifyAsync(whole ? null : Last?.Found, cancellationToken);
            return Last = new ChainCheck(found, clock.UtcMilliseconds());
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <param name="At">When, UTC.</param>
public sealed record ChainCheck(AuditVerification Found, DateTime At);
