using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;
using Xunit;

namespace ParserAdmin.Tests.Fetching.Http;

public sealed class BodyTests
{
    private const int Limit = 1024 * 1024;
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Привет, catalogue! ", 5000)));

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    [InlineData("raw-deflate")]
    public async Task Fetch_CompressedBody_IsUnpacked(string encoding)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        var packed = TestBody.Pack(encoding, Text);
        rig.Site.Answer = context => TestBody.WriteAsync(context, encoding.Replace("raw-", "", StringComparison.Ordinal), packed);

        var page = await rig.FetchAsync("/");

        Assert.Equal(Text, page.Body.ToArray());
        Assert.Equal(packed.Length, page.BytesReceived);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    public async Task Fetch_EmptyBodyThatClaimsToBeCompressed_IsEmpty(string encoding)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        rig.Site.Answer = context => TestBody.WriteAsync(context, encoding, []);

        Assert.Equal(0, (await rig.FetchAsync("/")).Body.Length);
    }

    [Fact]
    public async Task Fetch_EndlessBody_IsTooLargeAndTheServerIsLeft()
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        var left = new TaskCompletionSource();
        rig.Site.Answer = async context =>
        {
            try
            {
                while (true)
                    await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted);
            }
            catch (OperationCanceledException)
            {
                left.SetResult();
            }
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.TooLarge, error.Class);
        Assert.InRange(error.BytesReceived, Limit, 2 * Limit);
        await left.Task.WaitAsync(FetchRig.Patience);
    }

    [Fact]
    public async Task Fetch_EndlessEmptyGzipMembers_IsTooLarge()
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        var member = Convert.FromHexString("1F8B080000000000000303000000000000000000");
        var members = Enumerable.Repeat(member, 1000).SelectMany(bytes => bytes).ToArray();
        rig.Site.Answer = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(members, context.RequestAborted);
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.TooLarge, error.Class);
    }

    [Fact]
    public async Task Fetch_LengthBeyondTheLimit_IsTooLargeBeforeAByteIsRead()
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        rig.Site.Answer = async context =>
        {
            context.Response.ContentLength = Limit + 1;
            await context.Response.Body.WriteAsync(new byte[Limit + 1], context.RequestAborted);
        };

        var error = await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"));

        Assert.Equal(ErrorClass.TooLarge, error.Class);
        Assert.Equal(0, error.BytesReceived);
    }

    [Theory]
    [InlineData(Limit, true)]
    [InlineData(Limit + 1, false)]
    public async Task Fetch_BodyAtTheLimit_IsTakenButNotOneByteMore(int size, bool taken)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        rig.Site.Answer = async context =>
        {
            context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
            await context.Response.Body.WriteAsync(new byte[size], context.RequestAborted);
        };

        var fetch = rig.FetchAsync("/");

        if (taken)
            Assert.Equal(size, (await fetch).Body.Length);
        else
            Assert.Equal(ErrorClass.TooLarge, (await Assert.ThrowsAsync<FetchException>(() => fetch)).Class);
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, gzip")]
    public async Task Fetch_EncodingNotAskedFor_IsAParseError(string encoding)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        rig.Site.Answer = context => TestBody.WriteAsync(context, encoding, Text);

        Assert.Equal(ErrorClass.Parse, (await Assert.ThrowsAsync<FetchException>(() => rig.FetchAsync("/"))).Class);
    }

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("gzip", 8)]
    [InlineData("gzip", 40)]
    [InlineData("deflate", 1)]
    [InlineData("deflate", 20)]
    [InlineData("raw-deflate", 10)]
    [InlineData("br", 1)]
    [InlineData("zstd", 1)]
    [InlineData("br", 20)]
    [InlineData("zstd", 20)]
    public async Task Fetch_CompressedBodyThatEndsEarly_IsAnErrorAndNotHalfAPage(string encoding, int missing)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        var packed = TestBody.Pack(encoding, Text)[..^missing];
        rig.Site.Answer = context => TestBody.WriteAsync(context, encoding.Replace("raw-", "", StringComparison.Ordinal), packed);

        var error = await rig.FailAsync("/");

        Assert.Equal((ErrorClass.Network, 3), (error.Class, error.Requests));
        Assert.Contains("cut off or broken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Fetch_BrokenCompression_IsTriedAgain(string encoding)
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        var packed = TestBody.Pack(encoding, Text);
        Array.Fill(packed, (byte)0xFF, 4, packed.Length - 4);
        rig.Site.Answer = context => TestBody.WriteAsync(context, encoding, packed);

        var error = await rig.FailAsync("/");

        Assert.Equal((ErrorClass.Network, 3), (error.Class, error.Requests));
    }

    [Fact]
    public async Task Fetch_ZstdThatAsksForAWindowOf128Megabytes_IsRefused()
    {
        await using var rig = await FetchRig.StartAsync(Limit);
        byte[] asksForMuch = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 17 << 3, 0x01, 0x00, 0x00];
        rig.Site.Answer = context => TestBody.WriteAsync(context, "zstd", asksForMuch);

        Assert.Contains("cut off or broken", (await rig.FailAsync("/")).Message, StringComparison.Ordinal);
    }
}
