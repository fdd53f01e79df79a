using ParserAdmin.Core.Audit;

namespace ParserAdmin.Commands;

/// <summary>What a script may rely on.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>By the gate, by rights, or by the state of things.</summary>
    public const int Refused = 3;

    public static int Of(CommandStatus status) =>
        status switch
        {
            CommandStatus.Done => Done,
            CommandStatus.Invalid => WrongUsage,
            CommandStatus.Forbidden or CommandStatus.Locked or CommandStatus.Conflict => Refused,
            _ => Failed,
        };
}
