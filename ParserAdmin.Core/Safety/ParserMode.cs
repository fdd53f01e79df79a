namespace ParserAdmin.Core.Safety;

/// <summary>Whether schedules may start jobs.</summary>
public enum ParserMode
{
    Manual,
    Auto,
}
