using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ParserAdmin.Core.Data;

namespace ParserAdmin.Core.People;

public static class PeopleServices
{
    /// <summary>Identity's managers over our database, without anything of the web.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddIdentityCore<IdentityUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireDigit = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<ParserDbContext>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<PeopleCommands>();
        services.AddSingleton<KeyCommands>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KnownRights>();
        services.AddSingleton<SignInRecords>();
        return services;
    }
}
