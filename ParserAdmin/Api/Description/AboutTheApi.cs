using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ParserAdmin.Api.Description;

/// <summary>The head of the description: what it is and how to show who calls.</summary>
internal sealed class AboutTheApi(PathBase pathBase) : IOpenApiDocumentTransformer
{
    private const string Scheme = "bearer";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ParserAdmin",
            Version = "v1",
            Description =
                "Times are UTC in ISO 8601 with Z. Errors are RFC 9457 problem details; field names what of the call is wrong: a value by its "
                + "name (of the body, query or address), body, query, method, address, headers, or a header. Only a fault of the program or its storage (500, "
                + "503) names none. What a call does not take in its query is refused, but for the emergency stop, which takes anything. Lists "
                + "take limit and cursor and answer items and nextCursor. "
                + "Calls with the portal's cookie that change something need the token of /antiforgery/token.",
        };

        // By its path alone: under which name it was asked is the proxy's affair.
        document.Servers = pathBase.Path.HasValue ? [new OpenApiServer { Url = pathBase.Path }] : [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
