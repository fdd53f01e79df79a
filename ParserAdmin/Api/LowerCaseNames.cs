using System.Text.Json;

namespace ParserAdmin.Api;

/// <summary>Enums go out as they stand in the database: lower-case, without a separator.</summary>
internal sealed class LowerCaseNames : JsonNamingPolicy
{
    public override string ConvertName(string name) => name.ToLowerInvariant();
}
