using ParserAdmin.Core.Invocables.Steps.Pages;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class ReadAheadTests
{
    [Fact]
    public async Task Of_ReaderIsBusy_TheStreamGoesOnAsFarAsItMay()
    {
        var read = new List<int>();
        var reached = new TaskCompletionSource();

        await foreach (var first in ReadAhead.OfAsync(NumbersAsync(100, read, at => at == 4, reached), 2, CancellationToken.None))
        {
            // One is here, two wait, and the one behind them is read and waits for room.
            await reached.Task.WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(1, first);
            break;
        }

        Assert.Equal([1, 2, 3, 4], read);
    }

    [Fact]
    public async Task Of_StreamFails_WhatCameBeforeIsHandedOnFirst()
    {
        var got = new List<int>();

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var number in ReadAhead.OfAsync(FailingAsync(3), 10, CancellationToken.None))
                got.Add(number);
        });

        Assert.Equal([1, 2, 3], got);
        Assert.Equal("broken", failure.Message);
    }

    [Fact]
    public async Task Of_ReaderLeaves_TheStreamIsAtRestBefore()
    {
        var left = false;

        await foreach (var _ in ReadAhead.OfAsync(EndlessAsync(() => left = true), 4, CancellationToken.None))
            break;

        Assert.True(left);
    }

    private static async IAsyncEnumerable<int> NumbersAsync(int count, List<int> read, Func<int, bool> tells, TaskCompletionSource reached)
    {
        for (var number = 1; number <= count; number++)
        {
            await Task.Yield();
            read.Add(number);
            if (tells(number))
                reached.TrySetResult();
            yield return number;
        }
    }

    private static async IAsyncEnumerable<int> FailingAsync(int after)
    {
        for (var number = 1; number <= after; number++)
        {
            await Task.Yield();
            yield return number;
        }

        throw new InvalidOperationException("broken");
    }

    private static async IAsyncEnumerable<int> EndlessAsync(Action leaves)
    {
        try
        {
            for (var number = 1; ; number++)
            {
                await Task.Yield();
                yield return number;
            }
        }
        finally
        {
            leaves();
        }
    }
}
