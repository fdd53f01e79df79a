namespace ParserAdmin.Components.Pages.Schedules;

/// <summary>The ways to say when.</summary>
public enum WhenKind
{
    Settings,
    Interval,
    Cron,
}
