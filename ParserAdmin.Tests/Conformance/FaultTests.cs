using System.Diagnostics;
using System.Text;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Tests.Fetching;
using Xunit;

namespace ParserAdmin.Tests.Conformance;

/// <summary>Each fault of the shared origin ends in its class, with words for people, within its limits of time and memory.</summary>
[Collection(MeasuredCollection.Name)]
public sealed class FaultTests : IAsyncLifetime
{
    private const long MostMemory = 100L * 1024 * 1024;
    private OriginRig? _rig;

    private OriginRig Rig => _rig!;

    public async Task InitializeAsync() => _rig = OriginServer.SkipReason is null ? await OriginRig.StartAsync() : null;

    public async Task DisposeAsync()
    {
        if (_rig is not null)
            await _rig.DisposeAsync();
    }

    [OriginTheory]
    [InlineData("/f/500", ErrorClass.Network, 3, "has a fault of its own")]
    [InlineData("/f/403", ErrorClass.Blocked, 1, "does not let this program see the page")]
    [InlineData("/f/404", ErrorClass.NotFound, 1, "The page is not there")]
    [InlineData("/f/429?after=2000", ErrorClass.RateLimited, 1, "asks for fewer requests")]
    [InlineData("/f/flaky/often?fail=9", ErrorClass.Network, 3, "has a fault of its own")]
    [InlineData("/f/reset", ErrorClass.Network, 3, "The connection to")]
    [InlineData("/f/truncated", ErrorClass.Network, 3, "The connection to")]
    [InlineData("/f/loop", ErrorClass.Blocked, 6, "redirected more than 5 times")]
    [InlineData("/f/redirect?to=http://169.254.169.254/latest/meta-data/", ErrorClass.Blocked, 1, "link-local")]
    [InlineData("/f/redirect?to=http://localhost:1/", ErrorClass.Blocked, 2, "loopback")]
    [InlineData("/f/redirect?to=file:///etc/passwd", ErrorClass.Blocked, 1, "neither http nor https")]
    [InlineData("/private/x", ErrorClass.Blocked, 0, "robots.txt")]
    public async Task Fetch_Fault_EndsInItsClass(string path, ErrorClass errorClass, int requests, string says)
    {
        // What robots.txt says is read with the first page.
        await Rig.FetchAsync("/books");

        var error = await Assert.ThrowsAsync<FetchException>(() => Rig.FetchAsync(path));

        Assert.Equal((errorClass, requests), (error.Class, error.Requests));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(path.Contains("429", StringComparison.Ordinal) ? TimeSpan.FromSeconds(2000) : null, error.RetryAfter);
    }

    [OriginFact]
    public async Task Fetch_SlowAnswer_IsATimeoutInTime()
    {
        var clock = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<FetchException>(() => Rig.FetchAsync("/f/slow?s=30", TimeSpan.FromSeconds(1)));

        Assert.Equal((ErrorClass.Timeout, 3), (error.Class, error.Requests - 1));
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20));
    }

    [OriginFact]
    public async Task Fetch_FlakyTwice_GivesThePage()
    {
        var page = await Rig.FetchAsync("/f/flaky/twice?fail=2");

        Assert.Equal("{\"ok\": 3}", Encoding.UTF8.GetString(page.Body.Span));
    }

    [OriginTheory]
    [InlineData("/f/bomb")]
    [InlineData("/f/endless")]
    public async Task Fetch_BodyWithoutEnd_IsTooLargeInBoundedMemory(string path)
    {
        await Rig.FetchAsync("/books");
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        process.Refresh();
        var (before, most) = (process.WorkingSet64, 0L);
        using var watch = new Timer(_ =>
        {
            process.Refresh();
            most = Math.Max(most, process.WorkingSet64);
        });
        watch.Change(0, 5);

        // The origin packs its bomb when it is first asked for it, which takes a busy machine more than the usual half minute.
        var error = await Assert.ThrowsAsync<FetchException>(() => Rig.FetchAsync(path, TimeSpan.FromMinutes(2)));

        await watch.DisposeAsync();
        Assert.Equal((ErrorClass.TooLarge, 1), (error.Class, error.Requests));
        Assert.Contains("larger than the limit", error.Message, StringComparison.Ordinal);
        Assert.InRange(most - before, long.MinValue, MostMemory);
    }

    [OriginTheory]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    [InlineData("utf-8")]
    public async Task Fetch_CharacterSet_IsRead(string name)
    {
        var page = await Rig.FetchAsync($"/f/charset?name={name}");

        Assert.Contains("Объявления и цены", PageDecoder.Decode(page.Body, page.ContentType, null), StringComparison.Ordinal);
    }

    [OriginTheory]
    [InlineData("/f/empty", 0)]
    [InlineData("/f/binary", 16384)]
    [InlineData("/f/brokenhtml", 89)]
    public async Task Fetch_OddBody_ComesAsItIs(string path, int length) => Assert.Equal(length, (await Rig.FetchAsync(path)).Body.Length);

    [OriginFact]
    public async Task Fetch_Again_IsConditional()
    {
        var first = await Rig.FetchAsync("/books");
        var second = await Rig.FetchAsync("/books");

        Assert.Equal((false, true, 0L), (first.NotModified, second.NotModified, second.BytesReceived));
        Assert.True(first.Body.Span.SequenceEqual(second.Body.Span));
    }
}
