using Microsoft.AspNetCore.Identity;

namespace ParserAdmin.Core.People;

/// <summary>Identity's refusals in one line.</summary>
internal static class IdentityErrorText
{
    public static string Of(IdentityResult refused) =>
        string.Join(
            ' ',
            refused
                .Errors
                // A user name is the address here, so the same fault would be told twice.
                .Where(error => error.Code is not nameof(IdentityErrorDescriber.DuplicateUserName))
                .Select(error => error.Description)
        );
}
