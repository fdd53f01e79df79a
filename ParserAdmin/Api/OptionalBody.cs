namespace ParserAdmin.Api;

/// <summary>A JSON body that a call takes but does not need: described, and no ground to refuse a call over its content type.</summary>
internal sealed record OptionalBody(Type Shape);
