namespace ParserAdmin.Core.Extraction.Text;

/// <summary>Numbers as people write them.</summary>
public static class PlainNumber
{
    private const decimal OneToAllPlaces = 1.0000000000000000000000000000m;

    /// <summary>The same number without zeros at its end: databases and pages bring 2, 2.0 and 2.0000 for one value.</summary>
    public static decimal Plain(this decimal number) => number / OneToAllPlaces;
}
