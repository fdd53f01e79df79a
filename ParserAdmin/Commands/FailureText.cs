using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;

namespace ParserAdmin.Commands;

/// <summary>
/// Why a command or a start failed, in one line for a person at a shell: what happened and what to do, never a stack trace.
/// </summary>
internal static partial class FailureText
{
    /// <param name="place">The database that was to be used; null where the configuration does not tell.</param>
    public static string Of(Exception failed, DatabasePlace? place) =>
        (
            failed switch
            {
                _ when Cause<AddressInUseException>(failed) is not null => InUse(failed),
                SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } socket => Unbound(
                    Listened(failed) ?? "the address in --urls",
                    socket.SocketErrorCode
                ),
                IOException { InnerException: SocketException socket } when Listened(failed) is { } address => Unbound(
                    address,
                    socket.SocketErrorCode
                ),
                InvalidDataException when Cause<FormatException>(failed) is { } wrong =>
                    $"{failed.Message.TrimEnd('.')}: {wrong.GetBaseException().Message.TrimEnd('.')}. Mend the file; it has to be JSON.",
                OptionsValidationException options => string.Join(" ", options.Failures),
                OperationCanceledException => "Interrupted before it had started. Start it again.",
                AggregateException { InnerExceptions: [var one, ..] } => Of(one, place),
                _ when place is not null && DatabaseFaults.KindOf(failed) is { } fault => DatabaseFaults.Text(fault, place, failed),
                _ => Messages(failed),
            }
        ).ReplaceLineEndings(" ");

    private static string InUse(Exception failed)
    {
        var address = Listened(failed) ?? "the address";
        var port = PortAtEnd().Match(address) is { Success: true } found ? $"Port {found.Groups[1].Value}" : "The port";
        return $"{port} is in use by another program, so ParserAdmin cannot listen on {address}. End the other one, or choose another "
            + $"port with --urls http://localhost:PORT.";
    }

    private static string Unbound(string address, SocketError error) =>
        error switch
        {
            SocketError.AccessDenied =>
                $"This account may not listen on {address}: ports below 1024 need a right of their own. Choose a higher one with --urls "
                    + $"http://localhost:PORT.",
            SocketError.AddressNotAvailable =>
                $"ParserAdmin cannot listen on {address}, which is none of this machine's. Name one that is with --urls "
                    + $"http://ADDRESS:PORT; http://*:PORT means all.",
            _ => $"ParserAdmin cannot listen on {address} ({error}). Name another address with --urls http://ADDRESS:PORT.",
        };

    /// <summary>What Kestrel could not bind; its own messages are the only place that tells.</summary>
    private static string? Listened(Exception failed)
    {
        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (BoundAddress().Match(cause.Message) is { Success: true } found)
                return found.Value.TrimEnd(':', '.');
        }

        return null;
    }

    private static T? Cause<T>(Exception failed)
        where T : Exception
    {
        for (Exception? cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (cause is T found)
                return found;
        }

        return null;
    }

    /// <summary>The messages from the outermost to the cause, each once.</summary>
    private static string Messages(Exception failed)
    {
        // One of ours says all there is to say; what it wraps is for the log.
        if (failed is InvalidOperationException && failed.Message.StartsWith("ParserAdmin:", StringComparison.Ordinal))
            return failed.Message;
        var messages = new List<string>();
        for (var cause = failed; cause is not null; cause = cause.InnerException)
        {
            if (!messages.Any(said => said.Contains(cause.Message.TrimEnd('.'), StringComparison.Ordinal)))
                messages.Add(cause.Message);
        }

        return string.Join(" ", messages);
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex BoundAddress();

    [GeneratedRegex(@":(\d+)/?$")]
    private static partial Regex PortAtEnd();
}
