using System.Reflection;
using System.Runtime.InteropServices;
using ParserAdmin.Core.Cluster;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.Data.Health;
using ParserAdmin.Core.Data.Keys;
using ParserAdmin.Core.Schedules.Engines;
using ParserAdmin.Core.Telemetry;

namespace ParserAdmin.Components.Pages.SystemInfo;

/// <summary>What the page System shows.</summary>
/// <param name="Self">This node.</param>
/// <param name="DatabaseBytes">Null where the database does not say.</param>
/// <param name="DataDirectory">On this node.</param>
/// <param name="Keys">Where the data protection keys lie.</param>
public sealed record SystemView(
    HealthReport Health,
    NodeIdentity Self,
    DatabasePlace Database,
    long? DatabaseBytes,
    string Engine,
    string DataDirectory,
    KeyStorage Keys
)
{
    /// <summary>Of this program, without the build's number.</summary>
    public static string Program { get; } =
        typeof(SystemView).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? "unknown";

    public static string Runtime => RuntimeInformation.FrameworkDescription;

    public string KeysText =>
        Keys switch
        {
            KeyStorage.Folder => "in the data folder",
            KeyStorage.Encrypted => "in the database, encrypted",
            _ => $"in the database, not encrypted: set {KeyOptions.Section}:Secret",
        };

    public static string OperatingSystem => $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}".Trim();
}

/// <summary>Reads the page System; what does not answer is told as such.</summary>
public sealed class SystemReader(
    HealthProbe probe,
    DatabaseSize size,
    NodeIdentity self,
    DatabasePlace database,
    DataDirectory directory,
    IScheduleEngine engine,
    ProtectionKeys keys
)
{
    public async Task<SystemView> ReadAsync(CancellationToken cancellationToken)
    {
        var health = await probe.CheckAsync(cancellationToken);
        var bytes = health.DatabaseWell ? await size.ReadAsync(cancellationToken) : null;
        return new SystemView(health, self, database, bytes, engine.Name, directory.Path, keys.Storage);
    }
}
