namespace ParserAdmin.Core.Items.Editing;

/// <summary>What a person wants changed in an item.</summary>
/// <param name="Fields">New values as text, by the names of <see cref="Mapping.ItemFields"/>; none empties the field. Each is held from now
/// on.</param>
/// <param name="Release">Fields to give back to the site.</param>
/// <param name="Reason">Goes on record; may be left out.</param>
/// <param name="Seen">The item on which this was decided: where a field of the edit was changed since, it is refused. Null to take whatever
/// is there.</param>
public sealed record ItemEdit(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields,
    IReadOnlyList<string> Release,
    string? Reason = null,
    Item? Seen = null
);
