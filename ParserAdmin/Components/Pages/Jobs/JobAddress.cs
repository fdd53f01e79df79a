using System.Globalization;
using ParserAdmin.Components.Pages.Jobs.List;
using ParserAdmin.Components.Shared;
using ParserAdmin.Components.Shared.Logs;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>Addresses of the job pages; the filter is part of the address, so that it can be sent to someone.</summary>
public static class JobAddress
{
    public const string List = "portal/jobs";

    public static string Of(Guid id) => $"{List}/{id}";

    /// <summary>The job's page at a place of its log.</summary>
    public static string Of(Guid id, LogPlace place) =>
        QueryText.Write(
            Of(id),
            [new("find", place.Find), new("levels", place.LevelsText), new("line", place.Line?.ToString(CultureInfo.InvariantCulture))]
        );

    public static string Log(Guid id) => $"{List}/{id}/log.txt";

    public static string Filtered(string? status, string? task, string? source, Guid? before = null, string? schedule = null) =>
        new JobsView(status, task, source, schedule, Before: before).Address;
}
