using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Audit;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People;

namespace ParserAdmin.Components.Dialogs.People;

/// <summary>Asks for whom a key is, what it may do and for how long.</summary>
public sealed partial class NewKeyDialog
{
    // Null is for ever.
    private static readonly int?[] Choices = [30, 90, 365, null];
    private string _name = "";
    private Role _role = Role.Viewer;
    private int? _days = 90;

    [Inject]
    private KeyCommands Keys { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>Hears of the key, which is shown once.</summary>
    [Parameter]
    public Action<NewApiKey>? Done { get; set; }

    private static string Words(int? days) =>
        days switch
        {
            365 => "a year",
            { } some => $"{some} days",
            null => "ever, until it is revoked",
        };

    private Task MakeAsync()
    {
        DateTime? expiresAt = _days is { } days ? Clock.UtcMilliseconds().AddDays(days) : null;
        return DecideAsync(actor => Keys.AddAsync(actor, _name, _role, expiresAt, null, CancellationToken.None), Done);
    }
}
