using ParserAdmin.Core.Data;
using ParserAdmin.Core.Safety.Settings;

namespace ParserAdmin.Tests.Safety.Settings;

/// <summary>The columns of <c>parser_settings</c>, split into what an admin sets and what the program keeps.</summary>
internal static class SettingsColumns
{
    /// <summary>Set by a switch, a stop, a reset or the fail-safe, each an act of its own; and the row's own bookkeeping.</summary>
    private static readonly HashSet<string> Kept =
    [
        nameof(ParserSettings.Id),
        nameof(ParserSettings.Mode),
        nameof(ParserSettings.Stopped),
        nameof(ParserSettings.StoppedAt),
        nameof(ParserSettings.StoppedBy),
        nameof(ParserSettings.StopReason),
        nameof(ParserSettings.Epoch),
        nameof(ParserSettings.Version),
        nameof(ParserSettings.UpdatedAt),
        nameof(ParserSettings.UpdatedBy),
        nameof(ParserSettings.UpdateReason),
        nameof(ParserSettings.AutoSince),
        nameof(ParserSettings.FailSafeAt),
        nameof(ParserSettings.FailSafeReason),
        nameof(ParserSettings.Sealed),
    ];

    /// <summary>By property name. A new column is one of these until someone puts it above.</summary>
    public static IReadOnlyList<string> Editable(ParserDbContext context) =>
        [
            .. context
                .Model.FindEntityType(typeof(ParserSettings))!
                .GetProperties()
                .Select(property => property.Name)
                .Where(name => !Kept.Contains(name)),
        ];
}
