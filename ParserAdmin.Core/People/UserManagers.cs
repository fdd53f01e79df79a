using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

/// <summary>Identity's manager over a context of ours, so that what it writes and the audit entry are one transaction.</summary>
internal static class UserManagers
{
    public static UserManager<IdentityUser> Over(ParserDbContext context, IServiceProvider scope) =>
        ActivatorUtilities.CreateInstance<UserManager<IdentityUser>>(
            scope,
            new UserStore<IdentityUser, IdentityRole, ParserDbContext>(context)
        );
}
