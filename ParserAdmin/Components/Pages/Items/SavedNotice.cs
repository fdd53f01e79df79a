using ParserAdmin.Core.Items;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>What was saved since the list was read.</summary>
/// <param name="Uncertain">A filter stands between what was saved and what would be shown, so the numbers are not told.</param>
public sealed record SavedNotice(int New = 0, int Changed = 0, bool Uncertain = false)
{
    /// <summary>"12 new, 3 changed"; null when there is nothing to tell.</summary>
    public string? Text =>
        (New, Changed) switch
        {
            (0, 0) => null,
            _ when Uncertain => "Items were saved",
            (_, 0) => $"{New} new",
            (0, _) => $"{Changed} changed",
            _ => $"{New} new, {Changed} changed",
        };

    public SavedNotice And(SavedBatch batch, bool uncertain) => new(New + batch.New, Changed + batch.Changed, uncertain);
}
