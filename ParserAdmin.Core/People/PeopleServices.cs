using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;
using ParserAdmin.Core.People.External;
using ParserAdmin.Core.People.Invitations;
using ParserAdmin.Core.People.Passwords;
using ParserAdmin.Core.People.SavedViews;
using ParserAdmin.Core.People.SecondFactor;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Core.People;

public static class PeopleServices
{
    /// <summary>Identity's managers over our database, without anything of the web.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services
            .AddIdentityCore<IdentityUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireDigit = false;
            })
            .AddRoles<IdentityRole>()
            .AddPasswordValidator<CommonPasswords>()
            .AddEntityFrameworkStores<ParserDbContext>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<PeopleChanges>();
        services.AddSingleton<PeopleCommands>();
        services.AddSingleton<ExternalSignIn>();
        services.AddSingleton<InvitationCommands>();
        services.AddSingleton<FailedTries>();
        services.AddSingleton<PasswordCommands>();
        services.AddSingleton<FactorCommands>();
        services.AddSingleton<FactorCheck>();
        services.AddSingleton<SessionCommands>();
        services.AddSingleton<SessionRegister>();
        services.AddSingleton<SavedViewCommands>();
        services.AddSingleton<KeyCommands>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KnownRights>();
        services.AddSingleton<SignInRecords>();
        return services;
    }
}
