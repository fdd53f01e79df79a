using ParserAdmin.Core.Invocables.Steps;
using Xunit;

namespace ParserAdmin.Tests.Invocables.Steps;

public sealed class InOrderTests
{
    [Fact]
    public async Task Select_WorkThatEndsInAnyOrder_ComesInTheThingsOrderAndNeverMoreAtOnce()
    {
        var gates = Enumerable
            .Range(0, 6)
            .Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
            .ToList();
        var started = new List<int>();
        var reading = ToListAsync(
            InOrder.SelectAsync(
                Enumerable.Range(0, 6).ToList(),
                3,
                async (thing, _) =>
                {
                    started.Add(thing);
                    await gates[thing].Task;
                    return thing;
                },
                CancellationToken.None
            )
        );
        Assert.Equal([0, 1, 2], started);

        foreach (var gate in Enumerable.Reverse(gates))
            gate.SetResult();

        Assert.Equal([0, 1, 2, 3, 4, 5], await reading);
    }

    [Fact]
    public async Task Select_OneFails_HandsOnWhatCameBeforeAndEndsTheRest()
    {
        var cancelled = false;
        var read = new List<int>();
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var thing in InOrder.SelectAsync<int, int>([0, 1, 2, 3], 4, WorkAsync, CancellationToken.None))
                read.Add(thing);
        });

        Assert.Equal([0, 1], read);
        Assert.True(cancelled);

        async Task<int> WorkAsync(int thing, CancellationToken token)
        {
            if (thing == 2)
                throw new InvalidDataException();
            if (thing == 3)
            {
                await Task.WhenAny(Task.Delay(Timeout.Infinite, token));
                cancelled = token.IsCancellationRequested;
            }

            return thing;
        }
    }

    private static async Task<List<int>> ToListAsync(IAsyncEnumerable<int> numbers)
    {
        var list = new List<int>();
        await foreach (var number in numbers)
            list.Add(number);
        return list;
    }
}
