namespace ParserAdmin.Core.People;

/// <summary>A key that was just made. <paramref name="Secret"/> is shown once and is nowhere stored.</summary>
public sealed record NewApiKey(ApiKey Key, string Secret)
{
    /// <summary>A record would print its secret into the first log that takes it.</summary>
    public override string ToString() => $"{Key.Name} ({Key.Prefix}…)";
}
