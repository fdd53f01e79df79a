namespace ParserAdmin.Core.Fetching;

/// <summary>Something that keeps figures or pages in memory for a moment, and in the database for long.</summary>
internal interface IUpkeep
{
    /// <summary>Writes what is only in memory.</summary>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Forgets what is too old or too much.</summary>
    Task SweepAsync(CancellationToken cancellationToken);
}
