using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.People;

namespace ParserAdmin.Auth;

/// <summary>Makes the configured admin before the server listens, and prints the one-time link after it, while there is no admin.</summary>
internal sealed class FirstStart(
    Bootstrap bootstrap,
    PeopleQueries people,
    FirstLink link,
    IServer server,
    PathBase pathBase,
    NodeIdentity node
) : IHostedLifecycleService
{
    public Task StartAsync(CancellationToken cancellationToken) => bootstrap.RunAsync(cancellationToken);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        // A worker has no page that the link could lead to.
        if (node.Role == NodeRole.Worker || await people.AnyAdminAsync(cancellationToken))
            return;
        var address = Address(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);

        // To the console and nowhere else: a log that is shipped away would carry the token to whoever reads it.
        await Console.Out.WriteLineAsync(
            $"""

            ============================================================================
              Welcome to ParserAdmin. There is no admin yet. Open this link to make one
              (it works once, and only until this program ends):

              {address}{pathBase.Path}{FirstLink.Path}?token={link.Issue()}
            ============================================================================

            """
        );
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An address that a browser on this machine can open: "every address" is spelled localhost.</summary>
    internal static string Address(IEnumerable<string> bound)
    {
        var address =
            bound.OrderByDescending(address => address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)).FirstOrDefault()
            ?? Portal.DefaultUrl;
        foreach (var everywhere in (string[])["0.0.0.0", "[::]", "+", "*"])
            address = address.Replace($"://{everywhere}:", "://localhost:", StringComparison.Ordinal);
        return address.TrimEnd('/');
    }
}
