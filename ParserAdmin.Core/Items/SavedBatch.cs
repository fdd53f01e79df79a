namespace ParserAdmin.Core.Items;

/// <summary>What one batch did to the store.</summary>
public sealed record SavedBatch(int New, int Changed, int Unchanged);
