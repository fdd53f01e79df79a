namespace ParserAdmin.Core.Scheduling;

/// <summary>What a node does.</summary>
public enum NodeRole
{
    All,
    Web,
    Worker,
}
