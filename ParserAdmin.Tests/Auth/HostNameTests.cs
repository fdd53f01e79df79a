using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ParserAdmin.Core.Audit;
using Xunit;

namespace ParserAdmin.Tests.Auth;

/// <summary>Whoever asks may send any name as the host's: it must send nobody there.</summary>
public sealed class HostNameTests
{
    private const string Foreign = "evil.example";

    [Theory]
    [InlineData("/portal/jobs?status=failed", "/account/sign-in?returnUrl=%2Fportal%2Fjobs%3Fstatus%3Dfailed")]
    [InlineData("/portal/stop", "/account/sign-in?returnUrl=%2Fportal%2Fstop")]
    [InlineData("/", "/account/sign-in?returnUrl=%2F")]
    public async Task Page_NotSignedInUnderAnotherName_IsSentToSignInHere(string path, string expected)
    {
        await using var host = await SignInHost.StartAsync();
        using var client = host.Client();

        using var answer = await AskAsync(client, path);

        Assert.Equal((HttpStatusCode.Redirect, expected), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Addresses_AllUnderAnotherName_SendNobodyThere(bool signedIn)
    {
        await using var host = await SignInHost.StartAsync("--ParserAdmin:Demo=true");
        await host.AddAsync(Role.Admin);
        using var client = signedIn ? await host.SignedInAsync() : host.Client();
        var paths = host.Get<IEnumerable<EndpointDataSource>>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.Parameters.Count == 0 && Reads(route))
            .Select(route => $"/{route.RoutePattern.RawText!.TrimStart('/')}")
            .Distinct()
            .ToList();
        Assert.Contains("/portal/jobs", paths);

        foreach (var path in paths)
        {
            using var answer = await AskAsync(client, path);
            var location = answer.Headers.Location?.ToString() ?? "/";
            Assert.True(location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal), $"{path} leads to {location}");
        }
    }

    private static bool Reads(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains(HttpMethods.Get);

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = Foreign;
        request.Headers.Accept.ParseAdd("text/html");

        // Some, as the stream of log lines, have no end.
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
