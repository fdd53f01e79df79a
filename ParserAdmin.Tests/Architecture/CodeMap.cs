using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace ParserAdmin.Tests.Architecture;

/// <summary>
/// What each type of an assembly refers to, read from its IL: signatures, fields, bases and every instruction. What the compiler made
/// inside a type (closures, state machines) counts as that type.
/// </summary>
internal sealed class CodeMap
{
    private readonly Dictionary<string, HashSet<string>> _types = [];
    private readonly Dictionary<string, HashSet<string>> _calls = [];
    private readonly Dictionary<string, HashSet<string>> _parents = [];

    private CodeMap() { }

    /// <summary>Full name of a type, and the full names of those it refers to.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Types => _types;

    /// <summary>
    /// Full name of a type, and what it calls: <c>Namespace.Type.Method</c>, and <c>Namespace.Type.Method&lt;Argument&gt;</c> for each type
    /// argument.
    /// </summary>
    public IReadOnlyDictionary<string, HashSet<string>> Calls => _calls;

    /// <summary>Full name of a type, nested ones by their own name, and its base with its interfaces.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Parents => _parents;

    public static CodeMap Of(System.Reflection.Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var map = new CodeMap();
        foreach (var handle in reader.TypeDefinitions)
            map.Read(file, reader, handle);
        return map;
    }

    private void Read(PEReader file, MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var owner = TypeNames.Outermost(reader, handle);
        var types = Get(_types, owner);
        var calls = Get(_calls, owner);
        var names = new TypeNames(types);
        var parents = Get(_parents, TypeNames.Of(reader, handle));
        foreach (
            var parent in type.GetInterfaceImplementations()
                .Select(each => reader.GetInterfaceImplementation(each).Interface)
                .Append(type.BaseType)
                .Where(each => !each.IsNil)
        )
        {
            parents.UnionWith(names.Read(reader, parent));
        }

        foreach (var field in type.GetFields())
            reader.GetFieldDefinition(field).DecodeSignature(names, null);
        foreach (var each in type.GetMethods())
        {
            var method = reader.GetMethodDefinition(each);
            method.DecodeSignature(names, null);
            if (method.RelativeVirtualAddress == 0)
                continue;
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
                reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null);
            foreach (var token in IlTokens.Of(body.GetILReader()))
                ReadToken(reader, MetadataTokens.EntityHandle(token), names, calls);
        }
    }

    private static void ReadToken(MetadataReader reader, EntityHandle token, TypeNames names, HashSet<string> calls)
    {
        switch (token.Kind)
        {
            case HandleKind.MethodSpecification:
                var generic = reader.GetMethodSpecification((MethodSpecificationHandle)token);
                ReadToken(reader, generic.Method, names, calls);
                var name = NameOf(reader, generic.Method, names);
                foreach (var argument in generic.DecodeSignature(names, null))
                    calls.Add($"{name}<{argument}>");
                break;
            case HandleKind.MemberReference:
            case HandleKind.MethodDefinition:
            case HandleKind.FieldDefinition:
                calls.Add(NameOf(reader, token, names));
                break;
            case HandleKind.TypeDefinition:
            case HandleKind.TypeReference:
            case HandleKind.TypeSpecification:
                names.Read(reader, token);
                break;
        }
    }

    private static string NameOf(MetadataReader reader, EntityHandle member, TypeNames names)
    {
        switch (member.Kind)
        {
            case HandleKind.MemberReference:
                var reference = reader.GetMemberReference((MemberReferenceHandle)member);
                if (reference.GetKind() == MemberReferenceKind.Method)
                    reference.DecodeMethodSignature(names, null);
                return $"{names.Read(reader, reference.Parent)[0]}.{reader.GetString(reference.Name)}";
            case HandleKind.MethodDefinition:
                var method = reader.GetMethodDefinition((MethodDefinitionHandle)member);
                return $"{names.Read(reader, method.GetDeclaringType())[0]}.{reader.GetString(method.Name)}";
            default:
                var field = reader.GetFieldDefinition((FieldDefinitionHandle)member);
                return $"{names.Read(reader, field.GetDeclaringType())[0]}.{reader.GetString(field.Name)}";
        }
    }

    private static HashSet<string> Get(Dictionary<string, HashSet<string>> map, string key) =>
        map.TryGetValue(key, out var found) ? found : map[key] = [];
}
