using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>Lets a stream go on for a while when its reader is busy: pages are fetched while items are being saved.</summary>
internal static class ReadAhead
{
    /// <summary>What came before a failure is handed on first; when the reader leaves, the stream is at rest.</summary>
    /// <param name="most">So many are read and wait; then the stream waits.</param>
    public static async IAsyncEnumerable<T> OfAsync<T>(
        IAsyncEnumerable<T> items,
        int most,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var waiting = Channel.CreateBounded<T>(new BoundedChannelOptions(most) { SingleReader = true, SingleWriter = true });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = PumpAsync(items, waiting.Writer, ending.Token);
        try
        {
            await foreach (var item in waiting.Reader.ReadAllAsync(CancellationToken.None))
                yield return item;
        }
        finally
        {
            await ending.CancelAsync();
            await reading;
        }
    }

    private static async Task PumpAsync<T>(IAsyncEnumerable<T> items, ChannelWriter<T> waiting, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in items.WithCancellation(cancellationToken))
                await waiting.WriteAsync(item, cancellationToken);
            waiting.Complete();
        }
        catch (Exception failed)
        {
            // Not lost: the reader meets it behind the last item.
            waiting.Complete(failed);
        }
    }
}
