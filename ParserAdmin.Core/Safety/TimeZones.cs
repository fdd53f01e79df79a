namespace ParserAdmin.Core.Safety;

/// <summary>Time zones by their IANA ids.</summary>
public static class TimeZones
{
    /// <summary>What is wrong with the id, in words, or null.</summary>
    public static string? Problem(string id) =>
        id.Length is > 0 and <= 100 && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId
            ? null
            : $"There is no time zone '{(id.Length <= 60 ? id : id[..60] + "…")}'. Give an IANA id such as UTC, Europe/Berlin or America/New_York.";
}
