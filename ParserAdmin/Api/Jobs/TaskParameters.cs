using ParserAdmin.Core.Jobs;

namespace ParserAdmin.Api.Jobs;

/// <summary>What may be said of a run.</summary>
/// <param name="MaxPages">Listing pages at most, 1 to 100,000; null for the definition's own limit.</param>
/// <param name="Mode"><c>historical</c> or <c>incremental</c>; null lets the source's state decide.</param>
internal sealed record TaskParameters(int? MaxPages = null, string? Mode = null)
{
    public static TaskParameters Of(JobParameters parameters) => new(parameters.MaxPages, parameters.Mode);

    public JobParameters ToParameters() => new(MaxPages, Mode);
}
