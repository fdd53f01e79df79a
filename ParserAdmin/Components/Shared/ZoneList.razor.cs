namespace ParserAdmin.Components.Shared;

/// <summary>The time zones that a field may take, for its <c>list</c>.</summary>
public sealed partial class ZoneList
{
    public const string Id = "time-zones";
}
