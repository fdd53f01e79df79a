using System.Globalization;
using Microsoft.AspNetCore.Components;
using ParserAdmin.Components.Shared;

namespace ParserAdmin.Components.Pages.Audit;

/// <summary>What narrows the trail.</summary>
public sealed partial class AuditFilterBar
{
    private const string Custom = "custom";
    private static readonly string[] Outcomes = ["succeeded", "with errors", "failed", "cancelled", "lost", "denied"];
    private bool _custom;

    [Parameter, EditorRequired]
    public required AuditView View { get; set; }

    /// <summary>Names to choose from: those that the entries read so far have.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Actors { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Actions { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> EntityTypes { get; set; }

    /// <summary>Called with the view that the person asked for, on its first page.</summary>
    [Parameter, EditorRequired]
    public EventCallback<AuditView> OnChanged { get; set; }

    private string Span =>
        _custom || View.Until is not null || (View.Since is { } since && TimeSpanChoice.All.All(choice => choice.Key != since))
            ? Custom
            : View.Since ?? "";

    private Task ChooseSpanAsync(string? choice)
    {
        _custom = choice == Custom;
        return _custom ? Task.CompletedTask : ChangeAsync(View with { Since = choice, Until = null });
    }

    private Task ChangeAsync(AuditView view) => OnChanged.InvokeAsync(view with { Before = null, Open = null });

    private static string? Value(ChangeEventArgs change) => QueryText.Clean(change.Value as string);

    /// <summary>As the browser's own field for date and time wants it.</summary>
    private static string? Local(string? text) => TimeSpanChoice.Time(text)?.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);
}
