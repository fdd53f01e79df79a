using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Items.Finding;

namespace ParserAdmin.Components.Pages.Items.Parts;

/// <summary>By what the list can be narrowed, with how many items each leaves; what is chosen is left by the same link.</summary>
public sealed partial class ItemFacetPanel
{
    [Parameter, EditorRequired]
    public required ItemsView View { get; set; }

    [Parameter, EditorRequired]
    public required ItemFacets Facets { get; set; }

    /// <summary>Names of the sources by id.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyDictionary<string, string> SourceNames { get; set; }

    private IReadOnlyList<Group> Groups =>
        [
            Of("Source", Facets.Sources, View.Source, value => View with { Source = value }, id => SourceNames.GetValueOrDefault(id, id)),
            Of("Kind", Facets.Kinds, View.Kind, value => View with { Kind = value }),
            Of("Status", Facets.Statuses, View.Status, value => View with { Status = value }),
            Of("Genre", Facets.Genres, View.Genre, value => View with { Genre = value }),
            Of("Creator", Facets.Creators, View.Creator, value => View with { Creator = value }),
        ];

    private static Group Of(
        string name,
        IReadOnlyList<FacetValue> values,
        string? chosen,
        Func<string?, ItemsView> narrowed,
        Func<string, string>? text = null
    )
    {
        var links = values.Select(value => To(value.Value, value.Count)).ToList();

        // What is chosen stays in sight, however rare it is.
        if (!string.IsNullOrWhiteSpace(chosen) && !links.Any(link => link.IsChosen))
            links.Insert(0, To(chosen, null));
        return new Group(name, links);

        Link To(string value, int? count)
        {
            var isChosen = string.Equals(value, chosen, StringComparison.OrdinalIgnoreCase);
            return new Link(
                text?.Invoke(value) ?? value,
                count,
                (narrowed(isChosen ? null : value) with { Before = null }).Address,
                isChosen
            );
        }
    }

    private sealed record Group(string Name, IReadOnlyList<Link> Links);

    /// <param name="Count">Null where it was not counted.</param>
    private sealed record Link(string Text, int? Count, string Address, bool IsChosen);
}
