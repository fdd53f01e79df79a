using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ParserAdmin.Core.Fetching.Addresses;
using ParserAdmin.Core.Fetching.Hosts;
using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Core.Fetching.Http;

/// <summary>Names failures: each status and each broken connection gets its class and a sentence for people.</summary>
internal static class FetchFaults
{
    /// <param name="says">The answer's own words, in a line; null where it has none.</param>
    public static FetchException OfStatus(Uri address, int status, TimeSpan? retryAfter, bool posted = false, string? says = null)
    {
        var (errorClass, advice) = status switch
        {
            404 or 410 => (ErrorClass.NotFound, "The page is not there."),
            401 or 407 => (ErrorClass.AuthExpired, "A login is missing or has run out; check the source's login."),
            403 or >= 500 when retryAfter is not null => (ErrorClass.RateLimited, "It asks to come back later."),
            403 => (ErrorClass.Blocked, "It does not let this program see the page."),
            451 => (ErrorClass.Blocked, "It may not show the page for legal reasons."),
            405 when posted => (
                ErrorClass.Blocked,
                "It takes no POST for this address; check the address, or remove 'request' from the path."
            ),
            405 => (ErrorClass.Blocked, "The page may want a POST: add 'request' to the path."),
            408 => (ErrorClass.Timeout, "It gave up waiting for the request."),
            429 => (ErrorClass.RateLimited, "It asks for fewer requests; raise the source's delay if this goes on."),
            >= 500 => (ErrorClass.Network, "It has a fault of its own; it may pass."),
            >= 300 and < 400 => (ErrorClass.Blocked, "It sends elsewhere without saying where."),
            _ => (ErrorClass.Blocked, "It does not accept this request; check the address and the headers of the source."),
        };
        return new(
            errorClass,
            $"The server of {HostGovernor.NameOf(address)} answered {Named(status)} for {address.AbsolutePath}. "
                + $"{advice}{(says is null ? "" : $" It says: \"{says}\"")}",
            address,
            status,
            retryAfter
        );
    }

    public static FetchException OfConnection(Uri address, Exception error)
    {
        var host = HostGovernor.NameOf(address);
        var socket = error as SocketException ?? error.InnerException as SocketException;
        var what = socket?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.NoData =>
                $"The host {host} is not known. Check the spelling of the address and this machine's name server.",
            SocketError.TryAgain => $"No name server answered for {host}. It may pass.",
            SocketError.ConnectionRefused => $"{host} refused the connection. Is the server running on this port?",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => $"{host} cannot be reached from this machine's network.",
            _ when error.InnerException is AuthenticationException tls => $"No secure connection to {host}: {tls.Message}",
            _ => $"The connection to {host} broke: {error.Message}",
        };
        return new(ErrorClass.Network, what, address, innerException: error);
    }

    public static FetchException OfRefusal(Uri address, AddressRefusedException refusal) =>
        new(ErrorClass.Blocked, refusal.Message, address, innerException: refusal);

    public static FetchException OfTimeout(Uri address, TimeSpan timeout, Exception? error) =>
        new(
            ErrorClass.Timeout,
            $"{HostGovernor.NameOf(address)} did not answer in full within {timeout.TotalSeconds:0.###} s.",
            address,
            innerException: error
        );

    public static FetchException TooLarge(Uri address, long limit) =>
        new(
            ErrorClass.TooLarge,
            $"The answer of {HostGovernor.NameOf(address)} is larger than the limit of {limit:#,0} bytes "
                + $"({FetchingOptions.Section}:MaxBodyBytes).",
            address
        );

    public static FetchException OfCompression(Uri address, InvalidDataException error) =>
        new(
            ErrorClass.Network,
            $"The compressed answer of {HostGovernor.NameOf(address)} is cut off or broken. It may pass.",
            address,
            innerException: error
        );

    public static FetchException OfEncoding(Uri address, string encoding) =>
        new(
            ErrorClass.Parse,
            $"The server of {HostGovernor.NameOf(address)} sent a body in the encoding \"{encoding}\", which was not asked for and "
                + $"cannot be read.",
            address
        );

    private static string Named(int status) =>
        Enum.IsDefined((HttpStatusCode)status) ? $"{status} ({(HttpStatusCode)status})" : $"{status}";
}
