using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using ParserAdmin.Components.Shared;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Pages.Sources.Editing;

/// <summary>Where an admin declares a source. Its address is not below the sources, so that a source may have any id.</summary>
public sealed partial class NewSourcePage
{
    public const string Path = "portal/new-source";

    /// <summary>A little above the reader's own limit, so that it is the reader that explains.</summary>
    private const long LargestFile = 512 * 1024;

    private string? _file;
    private string? _problem;
    private string? _stopped;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    /// <summary>Name of the ready-made definition to start from.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    protected override object LoadKey => From ?? "";

    protected override bool Wants(IEvent raised) => raised is SettingsChanged;

    protected override Task LoadAsync(CancellationToken cancellationToken)
    {
        (_file, _problem) = (null, null);
        return ReadStopAsync(cancellationToken);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) =>
        ReadStopAsync(cancellationToken);

    private async Task ReadStopAsync(CancellationToken cancellationToken) =>
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));

    /// <summary>Puts a file's text into the editor, where it is checked and saved like any other.</summary>
    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        using var bytes = new MemoryStream();
        try
        {
            await using var stream = chosen.File.OpenReadStream(LargestFile, Closing);
            await stream.CopyToAsync(bytes, Closing);
        }
        catch (IOException)
        {
            _problem = $"{chosen.File.Name} cannot be read, or is larger than {LargestFile / 1024} KiB, so no source definition.";
            return;
        }

        if (
            DefinitionText.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), out var problem, out var line, out var column) is { } text
        )
        {
            (_file, _problem) = (text.ReplaceLineEndings("\n"), null);
        }
        else
        {
            _problem = $"{chosen.File.Name}, line {line}, column {column}: {problem}. Then choose it again.";
        }
    }

    private void Open(Source source) => Navigation.NavigateTo(SourceLink.AddressOf(source.Id));
}
