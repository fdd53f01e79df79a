using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Components.Pages.Audit.Words;
using ParserAdmin.Core.Audit;
using ParserAdmin.Tests.Hosting;
using Xunit;

namespace ParserAdmin.Tests.Components.Audit;

/// <summary>What the trail says, read aloud: each entry is a whole sentence, whatever is known of what it was about.</summary>
public sealed class AuditWordsTests : IAsyncLifetime
{
    private static readonly string[] Unfinished = ["of", "for", "to", "a", "an", "the", "by", "and"];
    private PageHost _host = default!;
    private AuditNames _names = default!;

    public async Task InitializeAsync()
    {
        _host = await PageHost.CreateAsync();
        _names = _host.Page.Services.GetRequiredService<AuditNames>();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void Sentence_OfEveryAction_IsWhole()
    {
        var sentences =
            from action in AuditActions.Kinds.SelectMany(kind => AuditActions.Of(kind)!)
            from outcome in Enum.GetValues<AuditOutcome>()
            from id in new[] { null, "gone", Actors.Admin.Id }
            select (action, outcome, id, Text: Sentence(Record(action, id, outcome)));

        Assert.DoesNotContain(sentences, sentence => !IsWhole(sentence.Text));
    }

    [Fact]
    public void Name_OfEveryAction_IsWholeAndItsOwn()
    {
        var names = AuditActions.Kinds.SelectMany(kind => AuditActions.Of(kind)!).Select(AuditActions.Name).ToList();

        Assert.All(names, name => Assert.True(IsWhole(name), name));
        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [InlineData("user.create", null, AuditOutcome.Failed, null, null, "tried to add a person")]
    [InlineData("user.create", null, AuditOutcome.Succeeded, null, """{"email":"olga@example.org"}""", "added olga@example.org")]
    [InlineData("user.end-session", "own", AuditOutcome.Succeeded, null, null, "ended their own sessions")]
    [InlineData("user.set-role", "own", AuditOutcome.Denied, null, null, "tried to change their own role")]
    [InlineData("user.remove", "own", AuditOutcome.Succeeded, null, null, "removed themselves")]
    [InlineData("user.sign-in", null, AuditOutcome.Failed, null, null, "tried to sign in")]
    [InlineData("job.request", null, AuditOutcome.Denied, null, null, "tried to run a task")]
    [InlineData("job.delete", null, AuditOutcome.Succeeded, """{"jobs":1}""", null, "deleted 1 old run")]
    [InlineData("item.delete", null, AuditOutcome.Succeeded, """{"matching":1200}""", null, "deleted 1,200 items")]
    [InlineData("item.delete", null, AuditOutcome.Denied, null, null, "tried to delete items")]
    [InlineData("source.preview", null, AuditOutcome.Denied, null, null, "tried to try a page of a source")]
    [InlineData("mode.switch", "1", AuditOutcome.Succeeded, Manual, """{"mode":"auto","version":2}""", "switched the mode manual → auto")]
    [InlineData("settings.change", "1", AuditOutcome.Succeeded, Manual, """{"mode":"auto"}""", "changed the settings Mode manual → auto")]
    public void Sentence_Examples(string action, string? id, AuditOutcome outcome, string? before, string? after, string said) =>
        Assert.Equal(said, Sentence(Record(action, id == "own" ? Actors.Admin.Id : id, outcome) with { Before = before, After = after }));

    private const string Manual = """{"mode":"manual","version":1}""";

    /// <summary>At least a verb and what it is about, nothing said twice, nothing left open.</summary>
    private static bool IsWhole(string sentence)
    {
        var words = sentence.Replace("tried to ", "", StringComparison.Ordinal).Split(' ');
        return words.Length >= 2
            && !Unfinished.Contains(words[^1])
            && words.Zip(words.Skip(1)).All(pair => !pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private string Sentence(AuditRecord record)
    {
        var entry = AuditEntry.Create(1, DateTime.UnixEpoch, record, "");
        return $"{AuditActions.Said(entry)} {_names.Of(entry)?.Text}".TrimEnd();
    }

    private static AuditRecord Record(string action, string? id, AuditOutcome outcome) =>
        new(Actors.Admin, action, EntityOf(action), id, Outcome: outcome);

    private static string EntityOf(string action) =>
        action switch
        {
            "source.quarantine" or "source.accept-layout" or "source.trust-layout" => "source_paths",
            _ => action.Split('.')[0] switch
            {
                "job" => "parser_jobs",
                "dead-letter" => "failed_attempts",
                "source" => "sources",
                "schedule" => "schedules",
                "item" => "items",
                "user" => "users",
                "api-key" => "api_keys",
                _ => "parser_settings",
            },
        };
}
