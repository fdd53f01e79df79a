using ParserAdmin.Core.Sources.Definition;
using Xunit;
using static ParserAdmin.Tests.Sources.Definition.TypicalMistakes;

namespace ParserAdmin.Tests.Sources.Definition;

/// <summary>Mistakes that nearly everybody makes once, in the login and in the settings that it takes its values from.</summary>
public sealed class LoginMistakeTests
{
    [Theory]
    // The login
    [InlineData("    path: login\n", "", 11, 5, "the key 'path' is missing; add for example 'path: login'")]
    [InlineData("    path: login\n", "    path: [login]\n", 11, 11, "'path' must be text, but is a list")]
    [InlineData(
        "    path: login\n",
        "    path: mailto:a@b.c\n",
        11,
        11,
        "'path' has to be the address of a page, and 'mailto:a@b.c' makes none"
    )]
    [InlineData("    path: login\n", "    path: \"login/{user}\"\n", 11, 11, "'path' takes no placeholder here")]
    [InlineData(
        "  form:\n    path: login\n    fields: { user: \"{{ .Config.user }}\", password: \"{{ .Config.password }}\" }",
        "  form: login",
        10,
        9,
        "'form' must be a mapping (key: value), but is text; write { path: login, fields: { … } }"
    )]
    [InlineData(
        "    fields: { user: \"{{ .Config.user }}\", password: \"{{ .Config.password }}\" }",
        "    fields: {}",
        12,
        13,
        "'fields' is empty; name the form's fields"
    )]
    [InlineData("\"{{ .Config.user }}\"", "\"{{ .Config.usr }}\"", 12, 21, "there is no setting 'usr'; did you mean 'user'?")]
    // A value in the place of its declaration
    [InlineData(
        "user: { label: User }",
        "user: reader",
        7,
        9,
        "a setting has no value here: write user: {} and set its value at the source (portal, parseradmin source set, or PATCH "
            + "/sources/ID/settings); 'default: reader' is for one that all users of the definition share"
    )]
    [InlineData(
        "password: { type: secret }",
        "password: hunter2",
        8,
        13,
        "but is text; a setting has no value here: write password: { type: secret } and set its value at the source (portal, "
            + "parseradmin source set, or PATCH /sources/ID/settings)"
    )]
    [InlineData(
        "user: { label: User }",
        "user: { value: reader }",
        7,
        11,
        "unknown key 'value'; a setting has no value here: set it at the source"
    )]
    public void Read_ATypicalMistake_SaysWhereAndWhatToDo(string text, string mistake, int line, int column, string message) =>
        AssertTold(text, mistake, line, column, message);

    [Fact]
    public void Read_AValueOfASecretInThePlaceOfItsDeclaration_IsNotRepeated()
    {
        var text = WithoutMistake.Replace("password: { type: secret }", "password: hunter2", StringComparison.Ordinal);

        Assert.DoesNotContain("hunter2", Assert.Single(SourceDefinitionReader.Read(text).Errors).Message, StringComparison.Ordinal);
    }
}
