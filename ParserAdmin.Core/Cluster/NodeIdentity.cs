namespace ParserAdmin.Core.Cluster;

/// <summary>This process among the nodes.</summary>
/// <param name="Name">Stays over a restart.</param>
/// <param name="Instance">New at every start: what another life of the same node left running is lost.</param>
public sealed record NodeIdentity(string Name, Guid Instance, NodeRole Role)
{
    /// <summary>As many characters as its columns have; of a longer one the beginning counts.</summary>
    public const int LongestName = 200;
}
