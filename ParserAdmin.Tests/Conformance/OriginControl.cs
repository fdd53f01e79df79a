using System.Text.Json;
using ParserAdmin.Tests.Hosting;

namespace ParserAdmin.Tests.Conformance;

/// <summary>What a test does to the origin behind the program's back, and what the origin saw of the program.</summary>
internal sealed class OriginControl(OriginServer origin)
{
    private static readonly HttpMessageInvoker Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private readonly ApiClient _client = new(Http, origin.Address, null);

    public async Task ReviseAsync(int book, string price) => (await _client.PostAsync("/_edit", new { id = book, price })).Expect(200);

    public async Task RemoveAsync(int book) => (await _client.PostAsync("/_edit", new { id = book, removed = true })).Expect(200);

    /// <summary>All as it was at the beginning, the log too.</summary>
    public async Task ResetAsync() => (await _client.PostAsync("/_reset")).Expect(200);

    /// <summary>Path with query of each GET but those of robots.txt, in order, and whether it was conditional.</summary>
    public async Task<IReadOnlyList<(string Path, bool Conditional)>> SeenAsync() =>
        [
            .. (await _client.GetAsync("/_log"))
                .Expect(200)
                .EnumerateArray()
                .Where(seen => seen.GetProperty("m").GetString() == "GET")
                .Select(seen =>
                    (Path: seen.GetProperty("p").GetString()!, Conditional: seen.GetProperty("inm").ValueKind != JsonValueKind.Null)
                )
                .Where(seen => seen.Path is not ("/robots.txt" or "/_log")),
        ];
}
