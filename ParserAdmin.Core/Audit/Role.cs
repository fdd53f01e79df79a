namespace ParserAdmin.Core.Audit;

/// <summary>What a person or key may do; a higher role holds the lower ones.</summary>
public enum Role
{
    Viewer,
    Operator,
    Admin,
}
