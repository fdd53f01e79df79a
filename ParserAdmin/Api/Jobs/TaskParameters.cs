using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Api.Jobs;

/// <summary>What may be said of a run.</summary>
/// <param name="MaxPages">Listing pages at most, 1 to 100,000; null for the definition's own limit.</param>
/// <param name="Mode"><c>historical</c> or <c>incremental</c>; null lets the source's state decide.</param>
/// <param name="Path">The one path of the definition to read, such as <c>updates</c>; null for the task's own.</param>
internal sealed record TaskParameters(int? MaxPages = null, string? Mode = null, string? Path = null)
{
    public static TaskParameters Of(JobParameters parameters) => new(parameters.MaxPages, parameters.Mode, parameters.Path);

    public JobParameters ToParameters() => new(MaxPages, Mode, Input.Text("parameters.path", Path));
}
