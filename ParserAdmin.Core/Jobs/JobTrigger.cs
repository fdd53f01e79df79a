namespace ParserAdmin.Core.Jobs;

/// <summary>What made a job.</summary>
public enum JobTrigger
{
    Schedule,

    /// <summary>A person in the portal.</summary>
    Person,
    Retry,
    Api,
    Cli,
}
