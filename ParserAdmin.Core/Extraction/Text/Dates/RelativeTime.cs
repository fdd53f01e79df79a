namespace ParserAdmin.Core.Extraction.Text.Dates;

/// <summary>A local time found from the clock, and by how much the true one may differ.</summary>
internal readonly record struct RelativeTime(DateTime Local, TimeSpan Within)
{
    public static RelativeTime Exact(DateTime local) => new(local, TimeSpan.Zero);
}
