using System.Globalization;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Jobs.DeadLetters;

namespace ParserAdmin.Components.Pages.DeadLetters;

/// <summary>What the page of dead letters shows, as its address says it.</summary>
/// <param name="State">A state or <c>all</c>; null for those that are open.</param>
/// <param name="Before">Id of the newest letter of the last group of the page before.</param>
public sealed record DeadLettersView(
    string? State = null,
    string? Task = null,
    string? Source = null,
    string? Error = null,
    string? Text = null,
    long? Before = null
)
{
    public const string Path = "portal/dead-letters";

    public const string All = "all";

    public bool IsFiltered => this with { Before = null } != new DeadLettersView();

    public DeadLetterFilter Filter =>
        new(
            State == All ? null : One<DeadLetterState>(State) ?? DeadLetterState.Open,
            QueryText.Clean(Task),
            QueryText.Clean(Source),
            One<ErrorClass>(Error),
            null,
            QueryText.Clean(Text)
        );

    public string Address =>
        QueryText.Write(
            Path,
            [
                new("state", State),
                new("task", Task),
                new("source", Source),
                new("error", Error),
                new("q", Text),
                new("before", Before?.ToString(CultureInfo.InvariantCulture)),
            ]
        );

    private static TEnum? One<TEnum>(string? word)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(word, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
