using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Items;
using Radzen;

namespace ParserAdmin.Components.Pages.Items;

/// <summary>Says how many items would go, deletes exactly those when the person agrees, and shows how far it is. Closing it ends it after a batch.</summary>
public sealed partial class DeleteItemsDialog : IProgress<int>, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private int? _count;
    private int _deleted;
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private ItemCommands Items { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required ItemFilter Filter { get; set; }

    /// <summary>Whether the filter is empty.</summary>
    [Parameter, EditorRequired]
    public bool All { get; set; }

    public void Report(int value)
    {
        _deleted = value;
        _ = InvokeAsync(StateHasChanged);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var counted = await Items.CountAsync(await CurrentActor.GetAsync(_closing.Token), Filter, _closing.Token);
        (_count, _refusal) = (counted.Value?.Matching, counted.Message);
    }

    private async Task DeleteAsync()
    {
        if (_busy || _count is not { } count)
            return;
        _busy = true;
        try
        {
            var token = _closing.Token;
            var result = await Items.DeleteAsync(await CurrentActor.GetAsync(token), Filter, count, _reason.Trim(), this, token);
            _refusal = result.Message;
            if (result.Succeeded)
                Dialogs.Close(true);
            else if (result.Value is { Deleted: 0 } now)
                _count = now.Matching;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The person closed the dialog; what was deleted until then is on record.
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Words(int count) => count == 1 ? "1 item" : $"{count.ToString("N0", CultureInfo.InvariantCulture)} items";
}
