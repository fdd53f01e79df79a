using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ParserAdmin.Core.Events;

/// <summary>
/// Tells everyone on this node who listens what just happened. Publishing never waits and never fails for a listener: a subscription has
/// its own bounded buffer that drops its oldest and counts what it dropped, an observer is called at once, and what either throws is logged
/// and keeps no other from hearing.
/// </summary>
public sealed class EventBus(TimeProvider clock, ILogger<EventBus> logger)
{
    private readonly ConcurrentDictionary<Observer, byte> _observers = new();
    private readonly ConcurrentDictionary<EventSubscription, byte> _subscriptions = new();

    /// <summary>How many subscribe or observe; as few as before when all pages are closed.</summary>
    public int SubscriptionCount => _subscriptions.Count + _observers.Count;

    /// <summary>Tells what happened on this node.</summary>
    public void Publish(IEvent raised) => Offer(raised, elsewhere: false);

    /// <summary>Tells what another node did. Who passes this node's events on does not hear it, so nothing goes round in circles.</summary>
    public void PublishFromElsewhere(IEvent raised) => Offer(raised, elsewhere: true);

    /// <summary>
    /// Has each event handed over on the publisher's thread, before any subscription gets it: for what must not miss one. It must be quick.
    /// </summary>
    /// <param name="ownOnly">Only what happened on this node.</param>
    /// <returns>Ends it when disposed.</returns>
    public IDisposable Observe(Action<IEvent> hear, bool ownOnly = false)
    {
        var observer = new Observer(hear, ownOnly, closed => _observers.TryRemove(closed, out _));
        _observers.TryAdd(observer, 0);
        return observer;
    }

    /// <summary>Subscribe first, then read the snapshot, then apply what arrives: nothing falls between the two.</summary>
    /// <param name="wanted">Which events to keep. A filter and nothing else: quick, because the publisher waits for it, and without
    /// effect.</param>
    /// <param name="capacity">How many events wait at most; beyond it the oldest are dropped.</param>
    /// <param name="ownOnly">Only what happened on this node.</param>
    public EventSubscription Subscribe(Func<IEvent, bool> wanted, int capacity = 1_000, bool ownOnly = false)
    {
        var subscription = new EventSubscription(wanted, capacity, ownOnly, clock, closed => _subscriptions.TryRemove(closed, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    private void Offer(IEvent raised, bool elsewhere)
    {
        foreach (var (observer, _) in _observers)
        {
            if (!(elsewhere && observer.OwnOnly))
                Try(observer.Hear, raised);
        }

        foreach (var (subscription, _) in _subscriptions)
        {
            if (!(elsewhere && subscription.OwnOnly))
                Try(subscription.Offer, raised);
        }
    }

    private void Try(Action<IEvent> hear, IEvent raised)
    {
        try
        {
            hear(raised);
        }
        catch (Exception fault)
        {
            // What happened has happened and is stored: neither its publisher nor the others may suffer from one listener's fault.
            logger.LogError(fault, "A listener failed on {Event}; the others heard it", raised.GetType().Name);
        }
    }

    private sealed class Observer(Action<IEvent> hear, bool ownOnly, Action<Observer> closed) : IDisposable
    {
        public Action<IEvent> Hear => hear;

        public bool OwnOnly => ownOnly;

        public void Dispose() => closed(this);
    }
}
