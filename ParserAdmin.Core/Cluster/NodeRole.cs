namespace ParserAdmin.Core.Cluster;

/// <summary>What a node does.</summary>
public enum NodeRole
{
    All,
    Web,
    Worker,
}
