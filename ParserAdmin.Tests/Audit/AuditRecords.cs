using FsCheck;
using FsCheck.Fluent;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Tests.Audit;

/// <summary>Any record that a command might hand to the trail, odd texts included.</summary>
internal static class AuditRecords
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Elements(
            "",
            " ",
            "null",
            "\"",
            "\\",
            ",",
            "[]",
            "a\0b",
            "\uD800",
            "смена режима",
            "emoji 😀",
            new string('x', 300),
            "line\r\nbreak"
        ),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)
    );

    private static readonly Gen<string?> Optional = Gen.OneOf(Gen.Constant<string?>(null), Text.Select(text => (string?)text));

    private static readonly Gen<Actor> Actors =
        from type in Gen.Elements(Enum.GetValues<ActorType>())
        from id in Optional
        from name in Text
        from role in Gen.Elements<Role?>(null, Role.Viewer, Role.Operator, Role.Admin)
        from address in Optional
        from correlation in Gen.Elements<Guid?>(null, Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"))
        select new Actor(type, id, name, role, address, correlation);

    public static Gen<AuditRecord> Generator { get; } =
        from actor in Actors
        from action in Gen.Elements("mode.switch", "job.cancel", "source.save")
        from type in Gen.Elements("parser_settings", "parser_jobs", "sources")
        from id in Optional
        from before in Optional
        from after in Optional
        from reason in Optional
        from outcome in Gen.Elements(Enum.GetValues<AuditOutcome>())
        from epoch in Gen.Elements<long?>(null, 0, 1, long.MaxValue)
        select new AuditRecord(actor, action, type, id, before, after, reason, outcome, epoch);
}
