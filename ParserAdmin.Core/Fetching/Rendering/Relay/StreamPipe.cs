using System.IO.Pipelines;

namespace ParserAdmin.Core.Fetching.Rendering.Relay;

/// <summary>A stream as the server's HTTP layer wants it.</summary>
internal sealed class StreamPipe(Stream stream) : IDuplexPipe
{
    public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
}
