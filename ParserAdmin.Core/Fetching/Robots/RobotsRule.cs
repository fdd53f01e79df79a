namespace ParserAdmin.Core.Fetching.Robots;

/// <summary>One allow or disallow line.</summary>
internal sealed record RobotsRule(bool Allows, RobotsPattern Pattern);
