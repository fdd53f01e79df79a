using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Api;

/// <summary>Turns what an endpoint throws into a problem for the caller: never a stack trace, never a 500 for bad input.</summary>
internal sealed class ProblemFilter(DatabasePlace database, ILogger<ProblemFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (BadInputException bad)
        {
            return Problems.Of(400, bad.Message, bad.Field);
        }
        catch (BadHttpRequestException bad)
        {
            return Problems.Of(
                bad.StatusCode,
                bad.StatusCode == 413 ? "The body is larger than this call takes." : "The body did not arrive whole. Send it again.",
                "body"
            );
        }
        catch (OperationCanceledException) when (context.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return Results.Empty;
        }
        catch (Exception met) when (met is DbUpdateConcurrencyException || StorageFaults.IsTaken(met))
        {
            return Problems.Of(409, "Someone else changed this at the same moment. Look at it as it is now and try again.");
        }
        catch (Exception failed) when (context.HttpContext.Response.HasStarted)
        {
            // A stream that is under way can only be cut; its client comes back and goes on from where it was.
            logger.LogError("{Path} was cut: {Problem}", context.HttpContext.Request.Path, failed.GetBaseException().Message);
            context.HttpContext.Abort();
            return Results.Empty;
        }
        catch (Exception failed) when (StorageFaults.IsOutage(failed))
        {
            logger.LogError(
                "{Path} failed because of the database: {Problem}",
                context.HttpContext.Request.Path,
                failed.GetBaseException().Message
            );
            return Problems.Of(
                503,
                DatabaseFaults.KindOf(failed) is { } fault and not (DatabaseFault.Refused or DatabaseFault.Busy)
                    ? DatabaseFaults.Text(fault, database)
                    : "The database does not answer or refused. Try again soon; /health/details tells more."
            );
        }
        catch (Exception failed)
        {
            logger.LogError(failed, "{Path} failed by a fault in the program", context.HttpContext.Request.Path);
            return Problems.Of(500, $"A fault in this program; it is in its log under {context.HttpContext.TraceIdentifier}.");
        }
    }
}
