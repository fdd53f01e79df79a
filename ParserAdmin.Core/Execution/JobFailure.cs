using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Fetching.Http;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.Endings;
using ParserAdmin.Core.Safety;

namespace ParserAdmin.Core.Execution;

/// <summary>Puts every failure into a class, with words for people.</summary>
internal static class JobFailure
{
    public static JobFault Explain(Exception failed) =>
        failed switch
        {
            FetchException fetch => new JobFault(
                fetch.Class,
                fetch.Message,
                fetch.Address.ToString(),
                fetch.RetryAfter,
                Host: HostGovernor.NameOf(fetch.Address)
            ),
            ExtractionException unread => new JobFault(ErrorClass.Parse, unread.Message),
            JobFailedException known => new JobFault(known.ErrorClass, known.Message),
            TimeoutException => new JobFault(ErrorClass.Timeout, failed.Message),
            InvariantException broken => Internal(broken) with { Critical = $"An invariant is violated: {broken.Message}" },
            _ when StorageFaults.IsOutage(failed) => Storage(failed, StorageFaults.Words(failed)),
            _ => Internal(failed),
        };

    private static JobFault Storage(Exception failed, string message) =>
        new(
            ErrorClass.Storage,
            $"The database refused: {message}",
            Critical: StorageFaults.RefusesWrites(failed) ? $"The storage refuses writes: {message}" : null
        );

    /// <summary>Around what a database says of a value it is only told that saving failed.</summary>
    private static string Words(Exception failed) => StorageFaults.RefusesValue(failed) ? StorageFaults.Words(failed) : failed.Message;

    private static JobFault Internal(Exception failed) =>
        new(ErrorClass.Internal, $"A fault in the program: {Words(failed)} Please report it with the lines of this log.");
}
