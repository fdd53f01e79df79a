namespace ParserAdmin.Core.Safety.Settings;

/// <summary>Whether schedules may start jobs.</summary>
public enum ParserMode
{
    Manual,
    Auto,
}
