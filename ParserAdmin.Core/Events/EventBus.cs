using System.Collections.Concurrent;

namespace ParserAdmin.Core.Events;

/// <summary>
/// Tells every listening page of this node what just happened. Publishing never waits and never fails for a slow reader:
/// each subscription has its own bounded buffer that drops its oldest and counts what it dropped.
/// </summary>
public sealed class EventBus(TimeProvider clock)
{
    private readonly ConcurrentDictionary<EventSubscription, byte> _subscriptions = new();

    /// <summary>How many subscriptions are open; zero again when all pages are closed.</summary>
    public int SubscriptionCount => _subscriptions.Count;

    /// <summary>Tells what happened on this node.</summary>
    public void Publish(IEvent raised)
    {
        foreach (var (subscription, _) in _subscriptions)
            subscription.Offer(raised);
    }

    /// <summary>Tells the pages what another node did. Who passes this node's news on does not hear it, so nothing goes round in circles.</summary>
    public void PublishFromElsewhere(IEvent raised)
    {
        foreach (var (subscription, _) in _subscriptions.Where(open => !open.Key.OwnOnly))
            subscription.Offer(raised);
    }

    /// <summary>Subscribe first, then read the snapshot, then apply what arrives: nothing falls between the two.</summary>
    /// <param name="wanted">Which events to keep; called on the publisher's thread, so it must be quick.</param>
    /// <param name="capacity">How many events wait at most; beyond it the oldest are dropped.</param>
    /// <param name="ownOnly">Only what happened on this node.</param>
    public EventSubscription Subscribe(Func<IEvent, bool> wanted, int capacity = 1_000, bool ownOnly = false)
    {
        var subscription = new EventSubscription(wanted, capacity, ownOnly, clock, closed => _subscriptions.TryRemove(closed, out _));
        _subscriptions.TryAdd(subscription, 0);
        return subscription;
    }
}
