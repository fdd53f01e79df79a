using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using ParserAdmin.Auth;
using ParserAdmin.Core.Audit;

namespace ParserAdmin.Components.Layout;

/// <summary>The pages that open to whoever looks.</summary>
public sealed partial class NavMenu
{
    private Role? _role;

    [CascadingParameter]
    private Task<AuthenticationState>? SignedIn { get; set; }

    protected override async Task OnParametersSetAsync() => _role = await SignedIn.RoleAsync();
}
