namespace ParserAdmin.Core.Jobs;

/// <summary>Tells the scheduler that a pending job may be there to start.</summary>
public interface IJobDispatcher
{
    Task WakeAsync(CancellationToken cancellationToken);
}
