using System.Text.Json;
using Xunit;

namespace ParserAdmin.Tests.Hosting;

/// <summary>What the API answered.</summary>
internal sealed record ApiAnswer(int Status, string? ContentType, string Text)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    /// <summary>The body of an answer that has to be of this status.</summary>
    public JsonElement Expect(int status)
    {
        Assert.True(status == Status, $"{Status} in place of {status}: {Text}");
        return Json;
    }

    /// <summary>
    /// A refusal of this status as problem details in words, without a trace of the program's inside, that names what of the call it is
    /// about; a fault of the program or its storage is about nothing that was sent.
    /// </summary>
    public JsonElement ExpectProblem(int status)
    {
        var problem = Expect(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        if (status is < 500 or 502)
            Assert.NotEmpty(FieldOf(problem)!);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        return problem;
    }

    public static string? FieldOf(JsonElement problem) => problem.TryGetProperty("field", out var field) ? field.GetString() : null;
}
