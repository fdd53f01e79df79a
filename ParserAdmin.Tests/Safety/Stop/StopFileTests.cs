using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Stop;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Safety.Stop;

public sealed class StopFileTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly StopFile _file;

    public StopFileTests() => _file = new StopFile(new DataDirectory(_directory.Path));

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string, string?> Contents =>
        new()
        {
            { "water\nin the cellar", "water" },
            { "", null },
            { "\nwater", null },
            { new string('w', 500), new string('w', 500) },
            { new string('w', 501), new string('w', 500) },
        };

    [Theory, MemberData(nameof(Contents))]
    public async Task ReadReasonAsync_OfAFile_IsItsFirstLine(string content, string? reason)
    {
        await File.WriteAllTextAsync(_directory.File("STOP"), content);

        Assert.True(_file.Exists);
        Assert.Equal(reason, await _file.ReadReasonAsync(CancellationToken.None));
    }

    [Fact]
    public async Task ReadReasonAsync_RemovedJustNow_IsNoReason()
    {
        Assert.False(_file.Exists);
        Assert.Null(await _file.ReadReasonAsync(CancellationToken.None));
    }

    /// <summary>As a pipe is, and a file on a disk that hangs: that it is there is what counts.</summary>
    [Fact]
    public async Task ReadReasonAsync_OpeningHangs_IsNoReason()
    {
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", _directory.File("STOP")))
            await pipe.WaitForExitAsync();

        Assert.True(_file.Exists);
        Assert.Null(await _file.ReadReasonAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20)));

        // Whoever still opens it goes on.
        await using var writer = new FileStream(_directory.File("STOP"), FileMode.Open, FileAccess.Write);
    }
}
