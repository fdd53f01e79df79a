namespace ParserAdmin.Core.Data;

/// <summary>The disk that holds the data folder.</summary>
/// <param name="FreeBytes">Null where it cannot be told: some containers hide their disks.</param>
/// <param name="TotalBytes">Null as well then.</param>
public sealed record DiskSpace(long? FreeBytes, long? TotalBytes)
{
    /// <summary>Less than this is low: a day's logs and items may not fit any more.</summary>
    public const long LowBytes = 1L << 30;

    public bool IsLow => FreeBytes < LowBytes;

    /// <summary><c>ok</c>, <c>low</c> or <c>unknown</c>.</summary>
    public string Status =>
        FreeBytes is null ? "unknown"
        : IsLow ? "low"
        : "ok";

    public static DiskSpace Of(DataDirectory directory)
    {
        try
        {
            var drive = new DriveInfo(directory.Path);
            return new DiskSpace(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // That is no fault of this program.
            return new DiskSpace(null, null);
        }
    }
}
