using System.Text.Json;

namespace ParserAdmin.Api.Safety;

/// <summary>
/// The reason in the body of an emergency stop, if there is one that can be read. Whatever else was sent, the stop must not wait for a
/// better body.
/// </summary>
internal static class StopReason
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 16,
        Converters = { new PlainTextConverter() },
    };

    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // A client that promises a body and does not send it must not hold the stop up either.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return (await JsonSerializer.DeserializeAsync<ReasonRequest>(request.Body, Lenient, patience.Token))?.Reason;
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or BadHttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }
}
