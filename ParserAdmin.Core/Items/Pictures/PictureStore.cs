using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Fetching;

namespace ParserAdmin.Core.Items.Pictures;

/// <summary>A picture as it is shown.</summary>
/// <param name="Name">What it was kept under; another picture has another name.</param>
public sealed record KeptPicture(string Name, byte[] Bytes, string ContentType);

/// <summary>
/// Keeps pictures in the data folder, a file each, bounded by age and by size. What was let go of is fetched again when somebody looks, so
/// a site's new picture is seen within a month, and a folder that was deleted is no loss.
/// </summary>
public sealed class PictureStore(DataDirectory data, TimeProvider clock, ILogger<PictureStore> logger) : IUpkeep
{
    internal static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    // Some 10,000 posters of the usual size.
    private const long MostBytes = 512L * 1024 * 1024;

    private const string Folder = "pictures";

    private static readonly (string Ending, string ContentType)[] Types = [("webp", "image/webp"), ("avif", "image/avif")];

    private readonly DirectoryInfo _folder = data.Folder(Folder);
    private readonly Lock _sweeping = new();
    private long? _bytes;

    /// <summary>Bytes of all files together.</summary>
    internal long Room { get; set; } = MostBytes;

    public bool Has(string name) => Types.Any(type => File.Exists(PathOf(name, type.Ending)));

    public async Task<KeptPicture?> FindAsync(string name, CancellationToken cancellationToken)
    {
        foreach (var (ending, contentType) in Types)
        {
            try
            {
                if (File.Exists(PathOf(name, ending)))
                    return new KeptPicture(name, await File.ReadAllBytesAsync(PathOf(name, ending), cancellationToken), contentType);
            }
            catch (FileNotFoundException)
            {
                // It was let go of between the two.
            }
        }

        return null;
    }

    /// <exception cref="IOException">The disk is full, or not to be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, said otherwise.</exception>
    internal async Task KeepAsync(string name, SizedPicture picture, CancellationToken cancellationToken)
    {
        // Whole or not at all: it may be read while it is written, and a kill may come between.
        var draft = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.part");
        try
        {
            await File.WriteAllBytesAsync(draft, picture.Bytes, cancellationToken);
            File.SetLastWriteTimeUtc(draft, clock.UtcMilliseconds());
            File.Move(draft, PathOf(name, picture.Ending), overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }

        lock (_sweeping)
        {
            if (_bytes is not { } bytes || bytes + picture.Bytes.Length > Room)
                Sweep();
            else
                _bytes = bytes + picture.Bytes.Length;
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SweepAsync(CancellationToken cancellationToken)
    {
        lock (_sweeping)
            Sweep();
        return Task.CompletedTask;
    }

    /// <summary>Lets go of what is old, and then of what was fetched longest ago until a tenth of the room is free.</summary>
    private void Sweep()
    {
        try
        {
            // A draft is being written, and gone when its size is asked for; one that a kill left is old some time.
            var old = clock.UtcMilliseconds() - Memory;
            var files = _folder
                .EnumerateFiles()
                .Where(file => file.Extension != ".part" || file.LastWriteTimeUtc < old)
                .OrderBy(file => file.LastWriteTimeUtc)
                .ToList();
            var bytes = files.Sum(file => file.Length);
            var bound = bytes > Room ? Room / 10 * 9 : Room;
            foreach (var file in files.TakeWhile(file => bytes > bound || file.LastWriteTimeUtc < old))
            {
                bytes -= file.Length;
                file.Delete();
            }

            _bytes = bytes;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Old pictures could not be deleted: {Problem}", refused.Message);
        }
    }

    private string PathOf(string name, string ending) => Path.Combine(_folder.FullName, $"{name}.{ending}");
}
