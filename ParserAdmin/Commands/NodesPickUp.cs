using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Commands;

/// <summary>A command has no scheduler to wake.</summary>
internal sealed class NodesPickUp : IJobDispatcher
{
    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
