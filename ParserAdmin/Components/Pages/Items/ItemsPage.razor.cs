using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs;
using ParserAdmin.Components.Dialogs.Frame;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Items;
using ParserAdmin.Core.Items.Editing;
using ParserAdmin.Core.Items.Finding;
using ParserAdmin.Core.Items.Pictures;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>The items of all sources, filtered by the address, live.</summary>
public sealed partial class ItemsPage
{
    private const int PageSize = 50;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private IReadOnlyList<Item> _items = [];
    private HashSet<string> _pictures = [];
    private Dictionary<string, string> _names = [];
    private ItemFacets _facets = ItemFacets.None;
    private bool _narrowing;
    private SavedNotice _notice = new();
    private DateTime _readAt;
    private int _count;
    private bool _more;
    private bool _stale;

    [Inject]
    private ItemQueries Items { get; set; } = default!;

    [Inject]
    private ItemFacetQueries Facets { get; set; } = default!;

    [Inject]
    private SourceQueries SourceQueries { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "source")]
    private string? Source { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    private string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "gone")]
    private string? Gone { get; set; }

    [SupplyParameterFromQuery(Name = "since")]
    private string? Since { get; set; }

    [SupplyParameterFromQuery(Name = "priceFrom")]
    private string? PriceFrom { get; set; }

    [SupplyParameterFromQuery(Name = "priceTo")]
    private string? PriceTo { get; set; }

    [SupplyParameterFromQuery(Name = "currency")]
    private string? Currency { get; set; }

    [SupplyParameterFromQuery(Name = "creator")]
    private string? Creator { get; set; }

    [SupplyParameterFromQuery(Name = "genre")]
    private string? Genre { get; set; }

    [SupplyParameterFromQuery(Name = "series")]
    private string? Series { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "columns")]
    private string? Columns { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? Layout { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    // How the items are drawn does not change what is read.
    protected override object LoadKey => Shown with { Columns = null, Layout = null };

    protected override bool MovesWithClock => _items.Count > 0 || _stale;

    private ItemsView Shown
    {
        get
        {
            var view = new ItemsView(
                Source,
                Kind,
                Status,
                Text,
                Gone,
                Since,
                Before,
                PriceFrom,
                PriceTo,
                Currency,
                Creator,
                Genre,
                Series,
                Sort,
                Columns,
                Layout
            );
            return view.After is null ? view with { Before = null } : view;
        }
    }

    private string Lead =>
        Shown.Order switch
        {
            ItemSort.Changed => "Everything that was parsed, what changed last first.",
            ItemSort.Title => "Everything that was parsed, by title.",
            ItemSort.Price => "Everything that was parsed, the cheapest first.",
            _ => "Everything that was parsed, newest first.",
        };

    private string? Notice => _stale ? null : _notice.Text;

    protected override bool Wants(IEvent raised) =>
        raised is ItemsSaved or ItemsDeleted or ItemEdited || raised is PictureFetched picture && _pictures.Contains(picture.Name);

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var view = Shown;
        var filter = view.Filter(Clock.UtcMilliseconds());
        var found = await Items.ListAsync(filter, view.Order, view.After, PageSize + 1, cancellationToken);
        _more = found.Count > PageSize;
        _items = [.. found.Take(PageSize)];
        _pictures = [.. _items.Select(ItemPictures.NameOf).OfType<string>()];
        _count = _more || view.Before is not null ? await Items.CountAsync(filter, cancellationToken) : _items.Count;
        _names = (await SourceQueries.ListAsync(null, SourceQueries.MostOffered, cancellationToken)).ToDictionary(
            source => source.Id,
            source => source.Name
        );
        _facets = await Facets.ReadAsync(filter, cancellationToken);
        _notice = new SavedNotice();
        _readAt = Clock.UtcMilliseconds();
        _stale = false;
    }

    protected override async Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken)
    {
        foreach (var saved in batch.OfType<ItemsSaved>().Where(saved => Shown.Source is null || saved.SourceId == Shown.Source))
            _notice = _notice.And(saved.Batch, Shown.IsFiltered);

        // What is gone, or was corrected, is not left standing, wherever in the list one is.
        if (batch.Any(raised => raised is ItemsDeleted or ItemEdited))
        {
            await LoadAsync(cancellationToken);
            return;
        }

        // A page that is not full yet fills while one looks; a full one would jump under the reader's eyes, so it only says what is new.
        _stale = _notice.Text is not null && Shown.Before is null && !_more;
        if (_stale && Clock.UtcMilliseconds() - _readAt >= RefreshInterval)
            await LoadAsync(cancellationToken);
    }

    protected override Task OnSecondAsync(CancellationToken cancellationToken) => _stale ? ReloadAsync() : Task.CompletedTask;

    private void Show(ItemsView view) => Navigation.NavigateTo(view.Address, replace: view.Text != Text);

    private Task DeleteAsync() =>
        Dialogs.AskAsync<DeleteItemsDialog>(
            Shown.Narrows ? "Delete the items that match" : "Delete all items",
            MaxWidth.Small,
            (nameof(DeleteItemsDialog.Filter), Shown.Filter(Clock.UtcMilliseconds())),
            (nameof(DeleteItemsDialog.All), !Shown.Narrows)
        );

    private async Task ShowNewsAsync()
    {
        if (Shown.Before is not null)
            Navigation.NavigateTo((Shown with { Before = null }).Address);
        else
            await ReloadAsync();
    }
}
