using System.Net;

namespace ParserAdmin.Core.Fetching.Addresses;

/// <summary>Turns a host name into addresses; a seam, so that tests can play a hostile name server.</summary>
internal interface IHostResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">The name is unknown or no name server answers.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
