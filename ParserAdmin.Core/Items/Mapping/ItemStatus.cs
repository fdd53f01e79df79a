namespace ParserAdmin.Core.Items.Mapping;

/// <summary>Status words: many spellings of the same, brought to one.</summary>
public static class ItemStatus
{
    public const string Ongoing = "ongoing";
    public const string Completed = "completed";
    public const string ForSale = "for sale";
    public const string Sold = "sold";

    /// <summary>The program's own word: a part of a series, or a work of a creator, that its site names and the catalogue lacks.</summary>
    public const string Missing = "missing";

    /// <summary>The known word for a text, else the text itself, lower-case, with single spaces.</summary>
    public static string Normalize(string text)
    {
        var words = string.Join(' ', text.ToLowerInvariant().Split([' ', '\t', '\n', '-', '_'], StringSplitOptions.RemoveEmptyEntries));
        return words switch
        {
            "ongoing" or "on going" or "airing" or "releasing" or "publishing" or "in progress" => Ongoing,
            "completed" or "complete" or "finished" or "ended" or "finished airing" => Completed,
            "for sale" or "forsale" or "selling" => ForSale,
            "sold" or "sold out" => Sold,
            _ => string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        };
    }
}
