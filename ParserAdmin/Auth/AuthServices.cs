using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using ParserAdmin.Auth.Limits;
using ParserAdmin.Auth.OpenIdConnect;
using ParserAdmin.Auth.Pages;
using ParserAdmin.Core.People.Sessions;

namespace ParserAdmin.Auth;

internal static class AuthServices
{
    /// <summary>Who may come in, and how it is known who they are.</summary>
    /// <exception cref="InvalidOperationException">What is configured of it cannot be; the message says why.</exception>
    public static IServiceCollection AddPortalAuth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddScoped<CircuitMark>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitMark>());
        services.AddScoped<AuthenticationStateProvider, CircuitPerson>();
        services.AddScoped<ICurrentActor, CurrentActor>();
        services.AddScoped<SignInFlow>();
        services.AddSingleton<FirstLink>();
        services.AddSingleton<Bootstrap>();
        services.AddHostedService<FirstStart>();
        services.AddCascadingAuthenticationState();
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<SignInLimit>();
        services.AddSingleton<SecondStep>();
        services.AddAntiforgery(options => options.Cookie.Name = "parseradmin.form");
        services.AddAuthorization(Policies.Add);
        return services.AddSignIn().AddOidc(configuration);
    }

    private static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        const string ByHeader = "parseradmin";
        services
            .AddAuthentication(options =>
            {
                options.DefaultScheme = ByHeader;
                options.DefaultSignInScheme = IdentityConstants.ApplicationScheme;
            })
            .AddPolicyScheme(
                ByHeader,
                null,
                options =>
                    options.ForwardDefaultSelector = context =>
                        context.Request.Headers.ContainsKey("Authorization") ? ApiKeyHandler.Name : IdentityConstants.ApplicationScheme
            )
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(Configure));
        services.AddTransient<IClaimsTransformation, AddressClaim>();
        new IdentityBuilder(typeof(IdentityUser), typeof(IdentityRole), services).AddSignInManager();
        return services;
    }

    private static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "parseradmin";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.SlidingExpiration = true;
        options.ExpireTimeSpan = SessionRegister.Lifetime;
        options.LoginPath = "/account/sign-in";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnValidatePrincipal = CookieCheck.ValidateAsync;
        options.Events.OnRedirectToLogin = context =>
        {
            if (LastKnownRights.IsDatabaseAway(context.HttpContext))
                return ProblemAnswers.DatabaseAwayAsync(context.HttpContext);
            if (!context.Request.WantsPage())
                return ProblemAnswers.NotSignedInAsync(context.HttpContext);
            return GoToSignInAsync(context);
        };
        options.Events.OnRedirectToAccessDenied = context =>
            context.Request.WantsPage()
                ? AccountPage
                    .Notice(
                        StatusCodes.Status403Forbidden,
                        "Not allowed",
                        "Your role does not allow this. Ask an admin for a higher one.",
                        "./",
                        "Back"
                    )
                    .ExecuteAsync(context.HttpContext)
                : ProblemAnswers.NotAllowedAsync(context.HttpContext);
    }

    /// <summary>
    /// Without the host: anybody may send a name of theirs as one. The way back is a path of this program, as <see cref="SeeOther"/> takes it.
    /// </summary>
    private static Task GoToSignInAsync(RedirectContext<CookieAuthenticationOptions> context)
    {
        var (request, options) = (context.Request, context.Options);
        var back = request.Path.ToUriComponent() + request.QueryString.ToUriComponent();
        var query = QueryString.Create(options.ReturnUrlParameter, back);
        context.Response.Redirect($"{request.PathBase}{options.LoginPath}{query}");
        return Task.CompletedTask;
    }

    /// <summary>In this order: headers on every answer, then who it is, whether they may, and whether they mean it.</summary>
    public static void UsePortalAuth(this WebApplication app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AntiforgeryGuard>();
        app.UseAntiforgery();
    }

    public static void MapPortalAuth(this IEndpointRouteBuilder app)
    {
        AccountEndpoints.Map(app);
        StopEndpoint.Map(app);
    }
}
