using System.Text.Json;
using ParserAdmin.Core.Items;

namespace ParserAdmin.Api.Items;

/// <summary>
/// Writes items while they are read: no export is too long for it, and none holds the database while a slow reader takes it.
/// </summary>
internal static class ItemExport
{
    // Rows are small, and each write to the connection has its price.
    private const int Portion = 64 * 1024;

    public static async Task WriteAsync(
        IAsyncEnumerable<Item> items,
        ItemExportFormat format,
        Stream body,
        CancellationToken cancellationToken
    )
    {
        using var buffer = new MemoryStream();
        if (format == ItemExportFormat.Csv)
            ItemCsv.WriteHead(buffer);
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (format == ItemExportFormat.Csv)
                ItemCsv.Write(buffer, item);
            else
                WriteLine(buffer, item);
            if (buffer.Length >= Portion)
                await FlushAsync(buffer, body, cancellationToken);
        }

        await FlushAsync(buffer, body, cancellationToken);
    }

    private static void WriteLine(Stream buffer, Item item)
    {
        JsonSerializer.Serialize(buffer, ItemResponse.Of(item), ApiJson.Writing);
        buffer.WriteByte((byte)'\n');
    }

    private static async Task FlushAsync(MemoryStream buffer, Stream body, CancellationToken cancellationToken)
    {
        await body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), cancellationToken);
        buffer.SetLength(0);
    }
}
