using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Auth;
using ParserAdmin.Core.Scheduling;
using Radzen;

namespace ParserAdmin.Components.Pages.Sources;

/// <summary>Says what goes with a source, deletes exactly that when the person agrees, and shows how far it is. Closing it ends it after a batch of items.</summary>
public sealed partial class DeleteSourceDialog : IProgress<int>, IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private SourceDeletion? _count;
    private int _deleted;
    private string _reason = "";
    private string? _refusal;
    private bool _busy;

    [Inject]
    private SourceDeletionCommands Sources { get; set; } = default!;

    [Inject]
    private ICurrentActor CurrentActor { get; set; } = default!;

    [Inject]
    private DialogService Dialogs { get; set; } = default!;

    [Parameter, EditorRequired]
    public required string SourceId { get; set; }

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
        var counted = await Sources.CountAsync(await CurrentActor.GetAsync(_closing.Token), SourceId, _closing.Token);
        (_count, _refusal) = (counted.Value, counted.Message);
    }

    private async Task DeleteAsync()
    {
        if (_busy || _count is not { } count)
            return;
        _busy = true;
        try
        {
            var token = _closing.Token;
            var result = await Sources.DeleteAsync(await CurrentActor.GetAsync(token), SourceId, count.Items, _reason.Trim(), this, token);
            _refusal = result.Message;
            if (result.Succeeded)
                Dialogs.Close(true);
            else if (result.Value is { } now)
                _count = now;
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // The person closed the dialog; what was deleted until then is on record, and the source is paused.
        }
        finally
        {
            _busy = false;
        }
    }

    private static string Words(int count, string thing) => count == 1 ? $"1 {thing}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {thing}s");
}
