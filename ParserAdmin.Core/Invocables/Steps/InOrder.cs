using System.Runtime.CompilerServices;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Work on several things at once whose outcomes come in the things' order.</summary>
internal static class InOrder
{
    /// <summary>What came before a failure is handed on first; when the reader leaves, no work goes on behind its back.</summary>
    public static async IAsyncEnumerable<TResult> SelectAsync<T, TResult>(
        IReadOnlyList<T> things,
        int atOnce,
        Func<T, CancellationToken, Task<TResult>> work,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underway = new Queue<Task<TResult>>();
        try
        {
            for (var started = 0; started < things.Count || underway.Count > 0; )
            {
                while (started < things.Count && underway.Count < atOnce)
                    underway.Enqueue(work(things[started++], ending.Token));
                yield return await underway.Dequeue();
            }
        }
        finally
        {
            await ending.CancelAsync();

            // How those end that nobody waits for any more matters to nobody.
            foreach (var left in underway)
                await ((Task)left).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
