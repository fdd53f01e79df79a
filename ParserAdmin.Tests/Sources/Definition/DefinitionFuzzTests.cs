using ParserAdmin.Core.Sources.Definition;
using Xunit;

namespace ParserAdmin.Tests.Sources.Definition;

public sealed class DefinitionFuzzTests
{
    private static readonly string[] Pieces =
    [
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "\n",
        "  ",
        "\t",
        "'",
        "\"",
        "#",
        "&a ",
        "*a",
        "!!x ",
        "|",
        ">",
        "?",
        "%",
        "@",
        "\\",
        "\\U",
        "\0",
        "\uD800",
        "é",
        "---\n",
        "null",
        "true",
        "-1",
        "9999999999999",
        "<<: ",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_RandomlyMutatedDefinition_AnswersAlwaysWithOneOfTheTwo(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1_000; round++)
        {
            var text = Mutate(Definitions.Full, random);

            var result = SourceDefinitionReader.Read(text);

            Assert.True(result.Definition is null == result.Errors.Count > 0, text);
            Assert.All(result.Errors, error => Assert.True(error is { Line: > 0, Column: > 0, Message.Length: > 0 }));
        }
    }

    private static string Mutate(string text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0 && text.Length > 0; i--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(12), text.Length - at);
            var from = random.Next(text.Length);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Pieces[random.Next(Pieces.Length)]),
                2 => text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]),
                _ => text.Insert(at, text.Substring(from, Math.Min(random.Next(40), text.Length - from))),
            };
        }

        return text;
    }
}
