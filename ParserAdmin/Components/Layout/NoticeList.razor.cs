using Microsoft.AspNetCore.Components;
using MudBlazor;
using ParserAdmin.Components.Dialogs.Frame;

namespace ParserAdmin.Components.Layout;

/// <summary>
/// What came of a person's acts, at the foot of the page, with a button that takes back what can be. In place of
/// <c>MudSnackbarProvider</c>, which animates by style elements with names of chance that no policy can allow. An error stays until it is
/// closed.
/// </summary>
public sealed partial class NoticeList
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(8);

    private readonly CancellationTokenSource _closing = new();
    private readonly HashSet<Snackbar> _seen = [];

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private UndoOffers Undos { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override void OnInitialized()
    {
        Snackbar.OnSnackbarsUpdated += OnUpdated;
        Undos.Offered += OnUpdated;
    }

    public void Dispose()
    {
        Snackbar.OnSnackbarsUpdated -= OnUpdated;
        Undos.Offered -= OnUpdated;
        _closing.Cancel();
        _closing.Dispose();
    }

    private void OnUpdated() =>
        _ = InvokeAsync(() =>
        {
            foreach (var notice in Snackbar.ShownSnackbars.Where(notice => notice.Severity != Severity.Error && _seen.Add(notice)).ToList())
                _ = ExpireAsync(notice, _closing.Token);
            StateHasChanged();
        });

    private async Task ExpireAsync(Snackbar notice, CancellationToken closing)
    {
        try
        {
            await Task.Delay(Lifetime, Clock, closing);
            _seen.Remove(notice);
            Snackbar.Remove(notice);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The page is gone, and its notices with it.
        }
    }
}
