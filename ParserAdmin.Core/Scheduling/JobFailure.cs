using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Extraction;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Scheduling;

/// <summary>Puts every failure into a class, with words for people.</summary>
internal static class JobFailure
{
    public static (ErrorClass Class, string Message) Explain(Exception failed) => failed switch
    {
        FetchException fetch => (fetch.Class, fetch.Message),
        ExtractionException unread => (ErrorClass.Parse, unread.Message),
        JobFailedException known => (known.ErrorClass, known.Message),
        DbUpdateException or DbException => (ErrorClass.Storage, $"The database refused: {(failed.InnerException ?? failed).Message}"),
        TimeoutException => (ErrorClass.Timeout, failed.Message),
        _ => (ErrorClass.Internal, $"A fault in the program: {failed.Message} Please report it with the lines of this log."),
    };
}
