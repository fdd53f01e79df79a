using Quartz;

namespace ParserAdmin.Benchmarks;

/// <summary>Quartz without anything of ours.</summary>
internal sealed class BareJob(FirstLine line) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        line.Reach();
        return ValueTask.CompletedTask;
    }
}
