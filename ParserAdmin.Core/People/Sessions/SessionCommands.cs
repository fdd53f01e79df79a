using System.Text.Json;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Core.People.Sessions;

/// <summary>Signs browsers out from elsewhere: one's own, or as an admin anybody's.</summary>
public sealed class SessionCommands(PeopleChanges changes)
{
    /// <param name="id">The one to end; null for all of that person.</param>
    /// <param name="except">One that stays: the browser that asks.</param>
    /// <returns>How many were ended.</returns>
    public Task<CommandResult<int>> EndAsync(Actor actor, string userId, Guid? id, Guid? except, CancellationToken cancellationToken) =>
        changes.OfPersonAsync(
            new Change(
                actor,
                actor is { Type: ActorType.User } && actor.Id == userId ? Role.Viewer : Role.Admin,
                "user.end-session",
                "users",
                userId
            ),
            async (person, token) =>
            {
                var ended = await person.EndSessionsAsync(id, except, token);
                if (ended.Count == 0)
                    return ChangeOutcome<int>.Same(0);
                var before = JsonSerializer.Serialize(
                    new
                    {
                        person.Before.Email,
                        Sessions = ended.Select(session => $"{session.Browser}, {session.Address}, since {session.StartedAt:u}"),
                    },
                    JsonSerializerOptions.Web
                );
                return new ChangeOutcome<int>(CommandResult<int>.Done(ended.Count), before);
            },
            cancellationToken
        );
}
