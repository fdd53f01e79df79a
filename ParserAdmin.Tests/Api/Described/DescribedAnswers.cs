using System.Net.Http.Headers;
using System.Text.Json;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api.Described;

/// <summary>
/// Holds the description of the API to its word: whatever a test calls, the answer's status, kind and fields have to be in it. It stands
/// between every test of the API and the program, so that nothing has to be asked twice.
/// </summary>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly SemaphoreSlim _turn = new(1);
    private ApiDescription? _description;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var description = await DescriptionAsync(request.RequestUri!, cancellationToken);
        if (description.Find(request.Method, request.RequestUri!.AbsolutePath) is not { } operation)
            return response;
        var type = response.Content.Headers.ContentType?.MediaType;
        JsonElement? body = null;
        if (type is not null && type.EndsWith("json", StringComparison.Ordinal))
        {
            // Whoever asked reads it, too.
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(cancellationToken));
        }

        var faults = description.FaultsOf(operation, (int)response.StatusCode, type, body);
        Assert.True(
            faults.Count == 0,
            $"{request.Method} {request.RequestUri.PathAndQuery} answered what /openapi/v1.json does not tell: {string.Join("; ", faults)}"
        );
        return response;
    }

    /// <summary>The same for all hosts of this build.</summary>
    private async Task<ApiDescription> DescriptionAsync(Uri address, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_description is { } known)
                return known;
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/openapi/v1.json"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", PortalHost.AdminKey);
            using var response = await base.SendAsync(request, cancellationToken);
            response.EnsureSuccessStatusCode();
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return _description = new ApiDescription(JsonSerializer.Deserialize<JsonElement>(text));
        }
        finally
        {
            _turn.Release();
        }
    }
}
