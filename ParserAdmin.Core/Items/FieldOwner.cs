namespace ParserAdmin.Core.Items;

/// <summary>Who has the last word on a field of an item, where that is not its site.</summary>
public static class FieldOwner
{
    /// <summary>Edited by hand: no run changes it until somebody releases it.</summary>
    public const string Person = "person";

    /// <summary>Corrected by the metadata source: the item's own site does not change it back.</summary>
    public const string Metadata = "metadata";
}
