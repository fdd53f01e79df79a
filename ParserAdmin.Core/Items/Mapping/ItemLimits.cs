namespace ParserAdmin.Core.Items.Mapping;

/// <summary>
/// What an item's columns hold. A batch with a longer text is refused whole by PostgreSQL and SQL Server, so nothing longer may come that
/// far.
/// </summary>
public static class ItemLimits
{
    /// <summary>In UTF-16 characters.</summary>
    public const int Kind = 30;
    public const int Title = 1_000;
    public const int Status = 100;
    public const int Series = 500;

    /// <summary>Amounts and numbers: fourteen digits before the point, four behind it.</summary>
    public const decimal HighestNumber = 99_999_999_999_999m;
    public const int Decimals = 4;
}
