using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Items.Pictures;

/// <summary>
/// The pictures of items as pages show them: from the program's own address, so that a viewer's browser asks nothing of a parsed one. What
/// is not kept yet is fetched in the background, a few at a time, and <see cref="PictureFetched"/> tells when it is there.
/// </summary>
public sealed class ItemPictures : BackgroundService
{
    public const string Path = "/images";

    /// <summary>How long a caller of the API waits for a picture that is not kept yet.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int AtOnce = 6;
    private const int MostWaiting = 500;
    private const int MostFailures = 10_000;

    private readonly PictureFetcher _fetcher;
    private readonly PictureStore _store;
    private readonly EventBus _bus;
    private readonly TimeProvider _clock;
    private readonly ILogger<ItemPictures> _logger;
    private readonly ConcurrentDictionary<string, Wish> _wishes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Failure> _failures = new(StringComparer.Ordinal);
    private readonly Channel<Wish> _queue;

    public ItemPictures(PictureFetcher fetcher, PictureStore store, EventBus bus, TimeProvider clock, ILogger<ItemPictures> logger)
    {
        (_fetcher, _store, _bus, _clock, _logger) = (fetcher, store, bus, clock, logger);

        // Who looks now is served before who looked a while ago.
        _queue = Channel.CreateBounded<Wish>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest },
            dropped =>
                Settle(
                    dropped,
                    new Failure(CommandStatus.Unavailable, "Too many pictures are asked for at once.", TimeSpan.FromSeconds(30))
                )
        );
    }

    /// <summary>What the picture of an item is kept under; null without one that may be fetched.</summary>
    public static string? NameOf(Item item) =>
        WebAddress.Parse(item.ImageUrl) is { } address
            ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)).AsSpan(0, 16))
            : null;

    /// <summary>Where the program shows it, once it is kept; the item is named so that it can be fetched on any node.</summary>
    public static string? PathOf(Item item) => NameOf(item) is { } name ? $"{Path}/{name}?item={item.Id}" : null;

    /// <summary>Whether it can be shown now. If not, it is asked for.</summary>
    public bool IsKept(Item item)
    {
        if (NameOf(item) is not { } name)
            return false;
        if (_store.Has(name))
            return true;
        if (FailureOf(item) is null)
            Ask(name, item);
        return false;
    }

    /// <summary>Why there is none; null while there may be.</summary>
    public string? ProblemOf(Item item) => FailureOf(item)?.Message;

    /// <summary>The picture of that name, if it is kept.</summary>
    public async Task<KeptPicture?> FindAsync(string name, CancellationToken cancellationToken) =>
        name.Length == 32 && name.All(char.IsAsciiHexDigitLower) ? await _store.FindAsync(name, cancellationToken) : null;

    /// <summary>The item's picture, fetched where it is not kept.</summary>
    /// <returns>404 without one, 423 while nothing may be fetched, 502 where the site gave none, 503 where it took too long.</returns>
    public async Task<CommandResult<KeptPicture>> FetchAsync(Item item, CancellationToken cancellationToken)
    {
        if (NameOf(item) is not { } name)
            return CommandResult<KeptPicture>.Refused(CommandStatus.NotFound, "The item has no picture.");
        if (await _store.FindAsync(name, cancellationToken) is { } kept)
            return CommandResult<KeptPicture>.Done(kept);
        try
        {
            if (FailureOf(item) is null)
                await Ask(name, item).Settled.Task.WaitAsync(Patience, _clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            return CommandResult<KeptPicture>.Refused(CommandStatus.Unavailable, "The picture is being fetched. Ask again in a minute.");
        }

        if (await _store.FindAsync(name, cancellationToken) is { } fetched)
            return CommandResult<KeptPicture>.Done(fetched);
        return FailureOf(item) is { } failure
            ? CommandResult<KeptPicture>.Refused(failure.Status, $"There is no picture. {failure.Message}")
            : CommandResult<KeptPicture>.Refused(CommandStatus.Unavailable, "The picture could not be fetched. Ask again in a minute.");
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => FetchAllAsync(stoppingToken)));

    private Wish Ask(string name, Item item)
    {
        var wish = new Wish(name, item.SourceId, WebAddress.Parse(item.ImageUrl)!);
        var first = _wishes.GetOrAdd(wish.Key, wish);
        if (ReferenceEquals(first, wish))
            _queue.Writer.TryWrite(wish);
        return first;
    }

    private async Task FetchAllAsync(CancellationToken cancellationToken)
    {
        await foreach (var wish in _queue.Reader.ReadAllAsync(cancellationToken))
            Settle(wish, await FetchAsync(wish, cancellationToken));
    }

    /// <returns>Null once it is kept.</returns>
    private async Task<Failure?> FetchAsync(Wish wish, CancellationToken cancellationToken)
    {
        // Another source's item may have brought it meanwhile.
        if (_store.Has(wish.Name))
            return null;
        try
        {
            var sent = await _fetcher.FetchAsync(wish.SourceId, wish.Address, cancellationToken);
            await _store.KeepAsync(wish.Name, PictureSizing.Size(sent), cancellationToken);
            return null;
        }
        catch (GateRefusedException refused)
        {
            return new Failure(CommandStatus.Locked, $"Nothing is fetched: {refused.Message}.", TimeSpan.FromSeconds(15));
        }
        catch (FetchException failed)
        {
            var mayPass = failed.Class is ErrorClass.Network or ErrorClass.Timeout or ErrorClass.RateLimited;
            return new Failure(CommandStatus.SiteFailed, failed.Message, mayPass ? TimeSpan.FromMinutes(10) : TimeSpan.FromHours(6));
        }
        catch (PictureException unusable)
        {
            return new Failure(CommandStatus.SiteFailed, unusable.Message, TimeSpan.FromHours(6));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException || StorageFaults.IsOutage(failed))
        {
            _logger.LogWarning("A picture could not be kept: {Problem}", failed.Message);
            return new Failure(CommandStatus.Unavailable, $"It could not be kept: {failed.Message}", TimeSpan.FromMinutes(1));
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // One picture must not end all others.
            _logger.LogError(fault, "A picture could not be fetched from {Address}", wish.Address);
            return new Failure(CommandStatus.SiteFailed, "It could not be read.", TimeSpan.FromHours(6));
        }
    }

    private void Settle(Wish wish, Failure? failure)
    {
        if (_failures.Count >= MostFailures)
            _failures.Clear();
        if (failure is null)
            _failures.TryRemove(wish.Key, out _);
        else
            _failures[wish.Key] = failure with { At = _clock.GetTimestamp() };
        _wishes.TryRemove(wish.Key, out _);
        wish.Settled.TrySetResult();
        _bus.Publish(new PictureFetched(wish.Name));
    }

    private Failure? FailureOf(Item item) =>
        NameOf(item) is { } name
        && _failures.TryGetValue(Wish.KeyOf(name, item.SourceId), out var failure)
        && _clock.GetElapsedTime(failure.At) < failure.Memory
            ? failure
            : null;

    private sealed record Wish(string Name, string SourceId, Uri Address)
    {
        /// <summary>Two sources may name one address, and the one that is paused says nothing of the other.</summary>
        public string Key => KeyOf(Name, SourceId);

        public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static string KeyOf(string name, string sourceId) => $"{name}@{sourceId}";
    }

    /// <param name="Memory">So long it is not tried again, however many look.</param>
    private sealed record Failure(CommandStatus Status, string Message, TimeSpan Memory)
    {
        public long At { get; init; }
    }
}
