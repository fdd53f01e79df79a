using ParserAdmin.Components.Pages.SystemInfo;
using ParserAdmin.Core.Data.Keys;

namespace ParserAdmin.Api.Health;

/// <summary>The program and what it stands on.</summary>
/// <param name="Version">Of this program.</param>
/// <param name="Engine">What calls the scheduler: Coravel or Quartz.</param>
/// <param name="DatabaseBytes">Null where the database does not say.</param>
/// <param name="DiskTotalBytes">Of the disk that holds the data folder.</param>
/// <param name="DataDirectory">Null for all but admins.</param>
/// <param name="DatabasePlace">Null for all but admins.</param>
/// <param name="DataProtectionKeys">In the data folder, or in the database, encrypted there or plain.</param>
internal sealed record SystemResponse(
    string Version,
    string Runtime,
    string OperatingSystem,
    string Node,
    string Engine,
    long? DatabaseBytes,
    long? DiskTotalBytes,
    string? DataDirectory,
    string? DatabasePlace,
    KeyStorage DataProtectionKeys,
    HealthDetailsResponse Health
)
{
    public static SystemResponse Of(SystemView view, bool all) =>
        new(
            SystemView.Program,
            SystemView.Runtime,
            SystemView.OperatingSystem,
            view.Self.Name,
            view.Engine,
            view.DatabaseBytes,
            view.Health.Disk.TotalBytes,
            all ? view.DataDirectory : null,
            all ? view.Database.Name : null,
            view.Keys,
            HealthDetailsResponse.Of(view.Health, view.Database.Provider)
        );
}
