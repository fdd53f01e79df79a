using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ParserAdmin.Tests.Hosting;

/// <summary>Calls the API as a script would.</summary>
internal sealed class ApiClient(HttpMessageInvoker http, Uri address, string? key)
{
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<ApiAnswer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, Json(body));

    public Task<ApiAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, Json(body));

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null);

    /// <summary>Every entry of a list, page by page.</summary>
    public async Task<List<JsonElement>> PagesAsync(string path)
    {
        var all = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await GetAsync(cursor is null ? path : $"{path}&cursor={cursor}")).Expect(200);
            all.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        } while (cursor is not null);
        return all;
    }

    public Task<ApiAnswer> SendTextAsync(HttpMethod method, string path, string body, string? type) =>
        SendAsync(
            method,
            path,
            new StringContent(body, Encoding.UTF8) { Headers = { ContentType = type is null ? null : new MediaTypeHeaderValue(type) } }
        );

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content)
    {
        using var request = Request(method, path);
        request.Content = content;
        using var response = await http.SendAsync(request, CancellationToken.None);
        var text = await response.Content.ReadAsStringAsync();
        return new ApiAnswer((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, text);
    }

    /// <summary>Returns when the headers are there; the body is still to come.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, string? lastEventId)
    {
        using var request = Request(HttpMethod.Get, path);
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        return await http.SendAsync(request, CancellationToken.None);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path));
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private static StringContent? Json(object? body) =>
        body is null
            ? null
            : new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");
}
