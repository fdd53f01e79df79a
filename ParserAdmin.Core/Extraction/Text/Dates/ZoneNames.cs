namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>Abbreviations of time zones. Where several zones share one, the commonest in feeds counts (IST is India's).</summary>
internal static class ZoneNames
{
    private static readonly Dictionary<string, int> Minutes = new()
    {
        ["z"] = 0,
        ["ut"] = 0,
        ["utc"] = 0,
        ["gmt"] = 0,
        ["wet"] = 0,
        ["west"] = 60,
        ["bst"] = 60,
        ["cet"] = 60,
        ["mez"] = 60,
        ["met"] = 60,
        ["wat"] = 60,
        ["cest"] = 120,
        ["mesz"] = 120,
        ["mest"] = 120,
        ["eet"] = 120,
        ["cat"] = 120,
        ["sast"] = 120,
        ["eest"] = 180,
        ["msk"] = 180,
        ["мск"] = 180,
        ["trt"] = 180,
        ["eat"] = 180,
        ["irst"] = 210,
        ["msd"] = 240,
        ["samt"] = 240,
        ["gst"] = 240,
        ["yekt"] = 300,
        ["pkt"] = 300,
        ["ist"] = 330,
        ["npt"] = 345,
        ["omst"] = 360,
        ["almt"] = 360,
        ["krat"] = 420,
        ["ict"] = 420,
        ["wib"] = 420,
        ["irkt"] = 480,
        ["hkt"] = 480,
        ["sgt"] = 480,
        ["pht"] = 480,
        ["awst"] = 480,
        ["jst"] = 540,
        ["kst"] = 540,
        ["yakt"] = 540,
        ["acst"] = 570,
        ["aest"] = 600,
        ["vlat"] = 600,
        ["acdt"] = 630,
        ["aedt"] = 660,
        ["nzst"] = 720,
        ["nzdt"] = 780,
        ["nst"] = -210,
        ["ndt"] = -150,
        ["adt"] = -180,
        ["brt"] = -180,
        ["art"] = -180,
        ["ast"] = -240,
        ["edt"] = -240,
        ["clt"] = -240,
        ["est"] = -300,
        ["cdt"] = -300,
        ["cst"] = -360,
        ["mdt"] = -360,
        ["mst"] = -420,
        ["pdt"] = -420,
        ["pst"] = -480,
        ["akdt"] = -480,
        ["akst"] = -540,
        ["hst"] = -600,
    };

    // Without S or D they mean whichever is in force.
    private static readonly Dictionary<string, string> Places = new()
    {
        ["et"] = "America/New_York",
        ["ct"] = "America/Chicago",
        ["mt"] = "America/Denver",
        ["pt"] = "America/Los_Angeles",
    };

    /// <summary>The offset that an abbreviation stands for, in minutes east of Greenwich; null for a word that is none.</summary>
    /// <param name="word">In small letters.</param>
    /// <param name="local">The time that it stands beside.</param>
    public static int? Offset(string word, DateTime local)
    {
        if (Minutes.TryGetValue(word, out var minutes))
            return minutes;
        return Places.TryGetValue(word, out var place) && TimeZoneInfo.TryFindSystemTimeZoneById(place, out var zone)
            ? (int)zone.GetUtcOffset(local).TotalMinutes
            : null;
    }

    public static bool Contains(string word) => Minutes.ContainsKey(word) || Places.ContainsKey(word);
}
