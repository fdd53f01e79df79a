using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace ParserAdmin.Tests.Architecture;

/// <summary>Turns metadata into full names of types, and gathers every name that it meets into <paramref name="met"/>.</summary>
internal sealed class TypeNames(HashSet<string> met) : ISignatureTypeProvider<string, object?>
{
    public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{Of(reader, outer)}+{name}"
            : Join(reader.GetString(type.Namespace), name);
    }

    public static string Outermost(MetadataReader reader, TypeDefinitionHandle handle) => Of(reader, handle).Split('+')[0];

    /// <summary>The names in a type handle of any kind, the type itself first.</summary>
    public IReadOnlyList<string> Read(MetadataReader reader, EntityHandle handle)
    {
        var found = new HashSet<string>();
        var inner = new TypeNames(found);
        var first = handle.Kind switch
        {
            HandleKind.TypeDefinition => inner.GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
            HandleKind.TypeReference => inner.GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
            HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(inner, null),
            _ => "",
        };
        met.UnionWith(found);
        return [first, .. found.Where(name => name != first)];
    }

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Meet(Outermost(reader, handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)
            : Meet(Join(reader.GetString(type.Namespace), reader.GetString(type.Name)));
    }

    public string GetTypeFromSpecification(
        MetadataReader reader,
        object? genericContext,
        TypeSpecificationHandle handle,
        byte rawTypeKind
    ) => reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

    public string GetArrayType(string elementType, ArrayShape shape) => elementType;

    public string GetSZArrayType(string elementType) => elementType;

    public string GetByReferenceType(string elementType) => elementType;

    public string GetPointerType(string elementType) => elementType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => signature.ReturnType;

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    private static string Join(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    private string Meet(string name)
    {
        met.Add(name);
        return name;
    }
}
