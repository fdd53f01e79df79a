using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Api.Refusals;

/// <summary>What is no request that the server can read gets a problem in words, too, and just one answer.</summary>
[Collection(PortalHostCollection.Name)]
public sealed class UnreadRequestTests(PortalHost host) : IClassFixture<PortalHost>
{
    private const string Read = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";

    [Theory]
    [InlineData("GET /sources/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "address", "%00")]
    [InlineData("GET /tasks/%00 HTTP/1.0\r\n\r\n", 400, "address", "%00")]
    [InlineData("POST /sources/a%00b/pause HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}", 400, "address", "%00")]
    [InlineData("GET /sources/a b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "address", "spaces")]
    [InlineData("GET http://[/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "address", "cannot be read")]
    [InlineData("nonsense\r\n\r\n", 400, "address", "cannot be read")]
    [InlineData("GET /sources?q=LONG HTTP/1.1\r\nHost: a\r\n\r\n", 414, "address", "Shorten")]
    [InlineData("GET /sources HTTP/1.1\r\nHost: a\r\nX: LONGLONGLONGLONG\r\n\r\n", 431, "headers", "Send fewer")]
    [InlineData("GET /sources HTTP/1.1\r\n\r\n", 400, "headers", "Host")]
    [InlineData("GET /sources HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "headers", "Host")]
    [InlineData("GET /sources HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "headers", "Host")]
    [InlineData("GET /sources HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n", 400, "headers", "printable")]
    [InlineData("GET /sources HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400, "headers", "cannot be read")]
    [InlineData("GET /sources HTTP/4.2\r\nHost: a\r\n\r\n", 505, null, "HTTP/1.1")]
    [InlineData(Read + "GET /sources/a%00b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "address", "%00")]
    [InlineData("GET /sources/a%00b HTTP/1.1\r\nHost: a\r\n\r\n" + Read, 400, "address", "%00")]
    public async Task Unreadable_IsAProblemThatNamesThePart(string sent, int status, string? field, string words)
    {
        var answer = await SendAsync(sent.Replace("LONG", new string('x', 9_000), StringComparison.Ordinal));

        // Behind a request that was answered.
        if (sent.StartsWith(Read, StringComparison.Ordinal))
            answer = answer[answer.LastIndexOf("HTTP/1.1 ", StringComparison.Ordinal)..];
        var (head, body) = answer.Split("\r\n\r\n", 2) is [var first, var second] ? (first, second) : ("", answer);
        Assert.StartsWith($"HTTP/1.1 {status} ", head, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", head, StringComparison.Ordinal);
        Assert.Contains($"Content-Length: {Encoding.UTF8.GetByteCount(body)}", head, StringComparison.Ordinal);
        Assert.Contains("Connection: close", head, StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize<JsonElement>(body);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("Something went wrong", problem.GetProperty("title").GetString());
        Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(field, ApiAnswer.FieldOf(problem));
    }

    [Fact]
    public async Task Unreadable_Head_HasNoBody()
    {
        var answer = await SendAsync("HEAD /sources HTTP/1.1\r\nHost: a b\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    /// <returns>All that came until the server closed the connection.</returns>
    private async Task<string> SendAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Address.Host, host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
