namespace ParserAdmin.Core.Safety.Gate;

/// <summary>Reads the facts for the gate, from the database, never from memory.</summary>
public interface IGateFacts
{
    Task<GateFacts> ReadAsync(RunIdentity run, CancellationToken cancellationToken);
}
