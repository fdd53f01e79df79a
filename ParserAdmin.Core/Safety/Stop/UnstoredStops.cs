using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.Safety.Stop;

/// <summary>
/// Keeps stops that no database has taken yet in the data folder, one file each, so that a restart does not lose who, when and why; and so
/// that a command reaches the node of its folder without any database.
/// </summary>
public sealed class UnstoredStops(DataDirectory directory, StopOrigin origin, TimeProvider clock, ILogger<UnstoredStops> logger)
{
    private const string Pattern = "*.stop.json";

    /// <summary>Of a stop that cannot be read for now: whoever made it may store it in a moment, and knows more of it.</summary>
    private const string Unknown = "unknown";

    private readonly string _folder = directory.File("unstored-stops");

    /// <summary>The files of the folder. A test puts a disk that refuses in its place.</summary>
    internal Func<string, IEnumerable<string>> List { get; init; } = static folder => Directory.EnumerateFiles(folder, Pattern);

    // Kept and not yet written; whoever is forgotten meanwhile is taken out here, and its writer deletes the file.
    private readonly ConcurrentDictionary<Guid, byte> _underWay = new();

    // Told once, not at each look.
    private readonly ConcurrentDictionary<string, byte> _unreadable = new();

    /// <summary>
    /// On another thread, for a disk may hang. Whoever forgets it from here on leaves no file behind, however slow the disk.
    /// </summary>
    /// <returns>Whether the disk took it.</returns>
    internal Task<bool> KeepAsync(StopRecord stop)
    {
        _underWay[stop.Id] = 0;
        return Task.Run(() => WriteAsync(stop));
    }

    /// <summary>Whether anything lies there, as a command leaves it.</summary>
    internal bool Any
    {
        get
        {
            try
            {
                return Directory.Exists(_folder) && List(_folder).Any();
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                // Reading it says why.
                return true;
            }
        }
    }

    internal IReadOnlyList<StopRecord> Read()
    {
        if (!Directory.Exists(_folder))
            return [];
        try
        {
            IReadOnlyList<StopRecord> kept = [.. List(_folder).Order().Select(Read).OfType<StopRecord>()];
            _unreadable.TryRemove(_folder, out _);
            return kept;
        }
        catch (UnauthorizedAccessException closed)
        {
            // As where an administrator's command made the folder: whoever kept something there stopped everything.
            return [StandIn(_folder, closed, IdOf($"{_folder}|{Directory.GetLastWriteTimeUtc(_folder):O}"))];
        }
        catch (IOException unreadable)
        {
            if (_unreadable.TryAdd(_folder, 0))
                logger.LogError("The stops kept in {Folder} cannot be read: {Problem}", _folder, unreadable.Message);
            return [];
        }
    }

    internal void Forget(Guid id)
    {
        _underWay.TryRemove(id, out _);
        Delete(id);
    }

    private async Task<bool> WriteAsync(StopRecord stop)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var file = FileOf(stop.Id);

            // Nobody reads half of it.
            await File.WriteAllTextAsync(file + ".new", stop.Write());
            File.Move(file + ".new", file, overwrite: true);
            if (!_underWay.TryRemove(stop.Id, out _))
                Delete(stop.Id);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning(
                "The emergency stop by {By} could not be kept in the data folder, only in memory: {Problem}",
                stop.StoppedBy,
                refused.Message
            );
            return false;
        }
    }

    private void Delete(Guid id)
    {
        try
        {
            var file = FileOf(id);
            if (_unreadable.TryRemove(file, out _))
                File.Move(file, Broken(file), overwrite: true);
            else
                File.Delete(file);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Nothing was kept here, somebody took it away, or it stays: it is stored, and found so when it is read again.
            logger.LogDebug("A kept stop could not be deleted: {Problem}", refused.Message);
        }
    }

    private string FileOf(Guid id) => Path.Combine(_folder, $"{id:N}.stop.json");

    private StopRecord? Read(string file)
    {
        try
        {
            return StopRecord.Read(File.ReadAllText(file));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        // Stryker disable once Block: without it the answer is null as well.
        {
            // Forgotten meanwhile.
            return null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return StandIn(file, unreadable, IdOf(Path.GetFileName(file)));
        }
    }

    /// <summary>
    /// Somebody stopped everything: that holds, though the file no longer says who and why. The same stop each time that it is read, and
    /// the one that it was, for the file is named by it.
    /// </summary>
    private StopRecord StandIn(string file, Exception problem, Guid id)
    {
        var words = $"A stop was kept in {file}, which cannot be read; who made it, and why, is not known";
        var by = problem is JsonException ? origin.Node : Unknown;
        var stop = StopRecord.Create(Actor.System, words, by, clock.UtcMilliseconds()) with { Id = id };
        if (_unreadable.TryAdd(file, 0))
            logger.LogCritical("{Words}. This node is stopped: {Problem}", words, problem.Message);
        if (problem is JsonException)
            Replace(file, stop);
        return stop;
    }

    /// <summary>What is left of it is set aside for people; the stop that stands in lies in its place until it is stored.</summary>
    private void Replace(string file, StopRecord stop)
    {
        try
        {
            File.Copy(file, Broken(file), overwrite: true);
            var place = FileOf(stop.Id);
            File.WriteAllText(place + ".new", stop.Write());
            File.Move(place + ".new", place, overwrite: true);
            if (place != file)
                File.Delete(file);
            _unreadable.TryRemove(file, out _);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            logger.LogDebug("{File} cannot be set aside: {Problem}", file, refused.Message);
        }
    }

    private static string Broken(string file) => $"{file}.broken";

    private static Guid IdOf(string name) =>
        Guid.TryParseExact(name.Split('.')[0], "N", out var id) ? id : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16]);
}
