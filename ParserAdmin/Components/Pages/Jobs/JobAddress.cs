using Microsoft.AspNetCore.WebUtilities;

namespace ParserAdmin.Components.Pages.Jobs;

/// <summary>Addresses of the job pages; the filter is part of the address, so that it can be sent to someone.</summary>
public static class JobAddress
{
    public const string List = "/portal/jobs";

    public static string Of(Guid id) => $"{List}/{id}";

    public static string Log(Guid id) => $"{List}/{id}/log.txt";

    public static string Filtered(string? status, string? task, string? source, Guid? before = null, string? schedule = null) =>
        QueryHelpers.AddQueryString(List, new Dictionary<string, string?>
        {
            ["status"] = Given(status),
            ["task"] = Given(task),
            ["source"] = Given(source),
            ["schedule"] = Given(schedule),
            ["before"] = before?.ToString(),
        }.Where(pair => pair.Value is not null));

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
