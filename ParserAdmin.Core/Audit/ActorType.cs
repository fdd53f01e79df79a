namespace ParserAdmin.Core.Audit;

/// <summary>What kind of hand did it.</summary>
public enum ActorType
{
    User,
    System,
    Api,
    Cli,
    Database,
}
