using System.Globalization;
using ParserAdmin.Core.Fetching;
using ParserAdmin.Core.Jobs.Logs;
using ParserAdmin.Core.Safety.Gate;

namespace ParserAdmin.Core.Invocables.Steps.Pages;

/// <summary>Tells the job's log why a fetch takes its time.</summary>
internal sealed class FetchLog(JobLog log) : IFetchObserver
{
    public void Observe(GatedRun run, FetchEvent fetchEvent)
    {
        var until = fetchEvent.Until?.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        switch (fetchEvent.Kind)
        {
            case FetchEventKind.Cooling:
                log.Note(
                    JobLogLevel.Warning,
                    $"{fetchEvent.Host} is cooling until {until} UTC ({fetchEvent.Reason})",
                    fetchEvent.Address.ToString()
                );
                break;
            case FetchEventKind.Retrying:
                log.Note(JobLogLevel.Warning, $"Trying again: {fetchEvent.Reason}", fetchEvent.Address.ToString());
                break;
            case FetchEventKind.Refused:
                log.Note(JobLogLevel.Warning, $"The page goes on without something: {fetchEvent.Reason}", fetchEvent.Address.ToString());
                break;
            case FetchEventKind.Redirected:
                log.Note(JobLogLevel.Debug, $"Sent on {fetchEvent.Reason}", fetchEvent.Address.ToString());
                break;
        }
    }
}
