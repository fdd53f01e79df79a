using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace ParserAdmin.Core.Invocables.Steps;

/// <summary>Gathers a stream into batches by size and age.</summary>
public static class Batching
{
    /// <summary>A batch is handed on when it is full or when its first item is <paramref name="age"/> old, even while the stream is quiet.
    /// What was gathered before the stream failed is handed on before the failure is thrown.</summary>
    /// <param name="urgent">An item that may not wait for others; its batch is handed on with it. Null where all may.</param>
    public static async IAsyncEnumerable<IReadOnlyList<T>> InBatchesAsync<T>(
        IAsyncEnumerable<T> items,
        int size,
        TimeSpan age,
        TimeProvider clock,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        Predicate<T>? urgent = null
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var stream = items.GetAsyncEnumerator(ending.Token);
        var batch = new List<T>(size);
        var late = Task.CompletedTask;
        Task<bool> next = stream.MoveNextAsync().AsTask();
        ExceptionDispatchInfo? failure = null;
        try
        {
            while (true)
            {
                if (batch.Count > 0 && !next.IsCompleted && await Task.WhenAny(next, late) == late)
                {
                    yield return batch;
                    batch = new List<T>(size);
                    continue;
                }

                try
                {
                    if (!await next)
                        break;
                }
                catch (Exception failed)
                {
                    failure = ExceptionDispatchInfo.Capture(failed);
                    break;
                }

                if (batch.Count == 0)
                    late = Task.Delay(age, clock, ending.Token);
                batch.Add(stream.Current);
                next = stream.MoveNextAsync().AsTask();
                if (batch.Count < size && urgent?.Invoke(batch[^1]) is not true)
                    continue;
                yield return batch;
                batch = new List<T>(size);
            }

            if (batch.Count > 0)
                yield return batch;
        }
        finally
        {
            // The reader may leave while the next item is under way. A stream may only be disposed of at rest, and how that item ends
            // matters to nobody.
            await ending.CancelAsync();
            await Task.WhenAny(next);
        }

        failure?.Throw();
    }
}
