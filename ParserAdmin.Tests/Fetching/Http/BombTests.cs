using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Http;

[Collection(MeasuredCollection.Name)]
public sealed class BombTests
{
    private const int Limit = 1024 * 1024;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task Fetch_Bomb_IsTooLargeInBoundedMemory(string encoding)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        var bomb = TestBody.Pack(encoding, new byte[256 * 1024 * 1024]);
        Assert.InRange(bomb.Length, 1, Limit);
        rig.Site.Answer = context => TestBody.WriteAsync(context, encoding, bomb);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.TooLarge, error.Class);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 32 * Limit);
    }
}
