using Microsoft.Extensions.Logging.Abstractions;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Tests.Fakes;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Items.Pictures;

public sealed class PictureStoreTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly PictureStore _store;

    public PictureStoreTests() => _store = new PictureStore(new DataDirectory(_directory.Path), _clock, NullLogger<PictureStore>.Instance);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Keep_APicture_IsFoundWithItsType()
    {
        await KeepAsync("a", 3);
        await _store.KeepAsync("b", new SizedPicture(new byte[4], "avif"), CancellationToken.None);

        Assert.Equal(("image/webp", 3), await FoundAsync("a"));
        Assert.Equal(("image/avif", 4), await FoundAsync("b"));
        Assert.Null(await _store.FindAsync("c", CancellationToken.None));
    }

    [Fact]
    public async Task Sweep_AfterAMonth_LetsGoOfIt()
    {
        await KeepAsync("a", 3);
        _clock.Advance(PictureStore.Memory - TimeSpan.FromDays(1));
        await KeepAsync("b", 3);
        _clock.Advance(TimeSpan.FromDays(2));

        await _store.SweepAsync(CancellationToken.None);

        Assert.False(_store.Has("a"));
        Assert.True(_store.Has("b"));
    }

    [Fact]
    public async Task Keep_BeyondTheRoom_LetsGoOfTheOldest()
    {
        _store.Room = 100;
        foreach (var name in new[] { "a", "b", "c", "d" })
        {
            await KeepAsync(name, 30);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([false, true, true, true], new[] { "a", "b", "c", "d" }.Select(_store.Has));
    }

    [Fact]
    public async Task Folder_IsReadableByItsOwnerAlone()
    {
        await KeepAsync("a", 3);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                new DirectoryInfo(_directory.File("pictures")).UnixFileMode
            );
        }
    }

    private Task KeepAsync(string name, int bytes) =>
        _store.KeepAsync(name, new SizedPicture(new byte[bytes], "webp"), CancellationToken.None);

    private async Task<(string, int)?> FoundAsync(string name) =>
        await _store.FindAsync(name, CancellationToken.None) is { } found ? (found.ContentType, found.Bytes.Length) : null;
}
