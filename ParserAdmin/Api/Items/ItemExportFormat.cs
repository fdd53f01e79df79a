namespace ParserAdmin.Api.Items;

/// <summary>What items are exported as.</summary>
internal enum ItemExportFormat
{
    Jsonl,
    Csv,
}
