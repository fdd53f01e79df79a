using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Sources.Definition;

namespace ParserAdmin.Core.Sources.Settings;

/// <summary>Reads the values that people set for sources.</summary>
public sealed class SourceSettings(IDbContextFactory<ParserDbContext> contexts, SecretBox secrets)
{
    /// <summary>What a page may show: no secret is ever read here.</summary>
    public async Task<IReadOnlyList<SettingState>> ShowAsync(
        string sourceId,
        SourceDefinition definition,
        CancellationToken cancellationToken
    )
    {
        var stored = await StoredAsync(sourceId, cancellationToken);
        return
        [
            .. definition.Settings.Select(setting =>
            {
                var isSecret = setting.Value.Type == SettingType.Secret;
                var found = Fits(setting.Value, stored.GetValueOrDefault(setting.Key));
                return new SettingState(
                    setting.Key,
                    setting.Value.Type,
                    setting.Value.Label,
                    isSecret ? null : found?.Value ?? setting.Value.Default,
                    found is not null || setting.Value.Default is not null,
                    stored.GetValueOrDefault(setting.Key)?.UpdatedAt
                );
            }),
        ];
    }

    /// <summary>Values in force by name, secrets in clear: for requests only. A setting without a value is left out.</summary>
    /// <exception cref="CryptographicException">A secret was encrypted with keys that are gone.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        string sourceId,
        SourceDefinition definition,
        CancellationToken cancellationToken
    )
    {
        var values = new Dictionary<string, string>();
        if (definition.Settings.Count == 0)
            return values;
        var stored = await StoredAsync(sourceId, cancellationToken);
        foreach (var (name, setting) in definition.Settings)
        {
            if (Fits(setting, stored.GetValueOrDefault(name)) is { } found)
                values[name] = found.IsSecret ? secrets.Open(found.Value) : found.Value;
            else if (setting.Default is { } usual)
                values[name] = usual;
        }

        return values;
    }

    // A value of the time before the definition called it a secret, or no longer did, is not used.
    private static SourceSetting? Fits(SettingDefinition definition, SourceSetting? stored) =>
        stored?.IsSecret == (definition.Type == SettingType.Secret) ? stored : null;

    private async Task<Dictionary<string, SourceSetting>> StoredAsync(string sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Set<SourceSetting>()
            .AsNoTracking()
            .Where(setting => setting.SourceId == sourceId)
            .ToDictionaryAsync(setting => setting.Name, cancellationToken);
    }
}
