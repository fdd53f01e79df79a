namespace ParserAdmin.Api;

/// <summary>What items are exported as.</summary>
internal enum ItemExportFormat
{
    Jsonl,
    Csv,
}
