using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>
/// Writes what the page's filter shows as JSON Lines, newest first, a page of entries at a time: memory stays the same however long the
/// trail is.
/// </summary>
public static class AuditExport
{
    private const int PageSize = 500;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // The file is never part of a page, so names in every script can stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Serves <see cref="AuditView.ExportPath"/>. The caller says who may.</summary>
    public static RouteHandlerBuilder MapAuditExport(this IEndpointRouteBuilder app) =>
        app.MapGet(AuditView.ExportPath, WriteAsync).ExcludeFromDescription();

    internal static async IAsyncEnumerable<AuditEntry> ReadAsync(
        AuditQueries queries,
        AuditFilter filter,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        long? before = null;
        while (true)
        {
            var page = await queries.RecentAsync(filter, before, pageSize, cancellationToken);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < pageSize)
                yield break;
            before = page[^1].Sequence;
        }
    }

    private static async Task WriteAsync(
        [AsParameters] AuditExportQuery query,
        HttpResponse response,
        AuditQueries queries,
        AuditNames names,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.UtcMilliseconds();
        response.ContentType = "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = FormattableString.Invariant($"attachment; filename=\"audit-{now:yyyyMMdd-HHmmss}.jsonl\"");
        response.Headers.CacheControl = "no-store";
        var filter = await names.FilterAsync(query.View, now, cancellationToken);
        await foreach (var entry in ReadAsync(queries, filter, PageSize, cancellationToken))
        {
            await JsonSerializer.SerializeAsync(response.Body, entry, Json, cancellationToken);
            await response.Body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }
}
