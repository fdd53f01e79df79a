using Coravel.Invocable;
using CoravelInvocable = Coravel.Invocable.IInvocable;

namespace ParserAdmin.Core.Schedules.Engines.Coravel;

/// <summary>Records due slots, and arms the engine for the next.</summary>
internal sealed class DueSlotsInvocable(ISlotWork work, CoravelEngine engine) : CoravelInvocable, ICancellableInvocable
{
    public CancellationToken CancellationToken { get; set; }

    public Task Invoke() => engine.CheckAsync(() => work.DueAsync(CancellationToken));
}

/// <summary>Starts what may start.</summary>
internal sealed class StartsInvocable(ISlotWork work, CoravelEngine engine) : CoravelInvocable, ICancellableInvocable
{
    public CancellationToken CancellationToken { get; set; }

    public Task Invoke() => engine.StartsAsync(() => work.StartAsync(CancellationToken));
}
