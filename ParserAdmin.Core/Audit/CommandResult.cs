using System.Diagnostics.CodeAnalysis;

namespace ParserAdmin.Core.Audit;

/// <summary>What a command answers: a value, or a refusal with words for the person who asked.</summary>
public sealed record CommandResult<T>(CommandStatus Status, T? Value, string? Message)
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Message))]
    public bool Succeeded => Status == CommandStatus.Done;

    public static CommandResult<T> Done(T value) => new(CommandStatus.Done, value, null);

    /// <summary>What of the call is wrong, as the API names it; null where it is no single value, or nothing of the call.</summary>
    public string? Field { get; init; }

    /// <param name="current">The thing as it is now, where that helps to decide again.</param>
    public static CommandResult<T> Refused(CommandStatus status, string message, T? current = default, string? field = null) =>
        new(status, current, message) { Field = field };

    public CommandResult<TOther> As<TOther>() => CommandResult<TOther>.Refused(Status, Message ?? "", field: Field);
}
