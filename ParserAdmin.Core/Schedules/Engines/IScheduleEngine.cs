namespace ParserAdmin.Core.Schedules.Engines;

/// <summary>
/// An alarm clock, and nothing else: it knows no schedule, no job and no setting. It is told when to call <see cref="ISlotWork"/> and does
/// so, on this node or, where it spans several, on any. Whatever was told to it and lost is made good by its beat.
/// </summary>
public interface IScheduleEngine
{
    /// <summary>
    /// How often it calls <see cref="ISlotWork.DueAsync"/> in any case: no lost alarm and no lost wake costs more than that.
    /// </summary>
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    /// <summary>What people call it.</summary>
    string Name => GetType().Name;

    /// <summary>
    /// Has <see cref="ISlotWork.DueAsync"/> called at that moment or as soon as possible after it. An alarm that comes sooner stays: who
    /// armed it may know of something that this caller had not seen when it looked, and the look that it leads to says what comes next.
    /// </summary>
    /// <param name="earliest">UTC; in the past for at once, null for nothing ahead.</param>
    /// <remarks>Never fails for a store that is away: the beat makes it good.</remarks>
    Task ArmAsync(DateTime? earliest, CancellationToken token);

    /// <summary>Has <see cref="ISlotWork.StartAsync"/> called at once, also while an earlier call has not ended.</summary>
    /// <remarks>Never fails for a store that is away: the beat makes it good.</remarks>
    Task WakeAsync(CancellationToken token);
}

/// <summary>
/// What an engine calls. Either may be called twice, late, at the same time, or on two nodes at once; our tables decide what comes of it.
/// </summary>
public interface ISlotWork
{
    /// <summary>Records every slot that is due and starts what may start.</summary>
    /// <returns>When it wants to be called next, UTC; null when nothing lies ahead.</returns>
    Task<DateTime?> DueAsync(CancellationToken token);

    /// <summary>Admits and starts what may start.</summary>
    Task StartAsync(CancellationToken token);
}
