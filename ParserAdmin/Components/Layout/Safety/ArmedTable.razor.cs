using Microsoft.AspNetCore.Components;
using ParserAdmin.Core.Events;
using ParserAdmin.Core.Execution;
using ParserAdmin.Core.Jobs;
using ParserAdmin.Core.Safety.Settings;
using ParserAdmin.Core.Schedules;
using ParserAdmin.Core.Sources;

namespace ParserAdmin.Components.Layout.Safety;

/// <summary>What auto arms, live: what is paused or stopped while somebody reads it can be run no more.</summary>
public sealed partial class ArmedTable
{
    private IReadOnlyList<ArmedSchedule>? _armed;
    private string? _stopped;

    [Inject]
    private ArmingReader Arming { get; set; } = default!;

    [Inject]
    private SettingsStore Settings { get; set; } = default!;

    [Inject]
    private JobCommands Jobs { get; set; } = default!;

    protected override bool MovesWithClock => _armed is { Count: > 0 };

    protected override bool Wants(IEvent raised) => raised is ScheduleChanged or SourceChanged or SettingsChanged;

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        _stopped = JobRequests.StopWords(await Settings.ReadAsync(cancellationToken));
        _armed = await Arming.ReadAsync(cancellationToken);
    }

    protected override Task ApplyAsync(IReadOnlyList<IEvent> batch, CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    private Task RunOnceAsync(ArmedSchedule armed) =>
        RunAsync(
            (actor, token) => Jobs.RunScheduleAsync(actor, armed.View.Id, JobTrigger.Person, token),
            job => JobText.Asked(job.Name, job)
        );
}
