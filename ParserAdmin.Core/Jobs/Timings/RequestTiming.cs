using System.Text.Json.Serialization;

namespace ParserAdmin.Core.Jobs.Timings;

/// <summary>What one request of a run took, in milliseconds.</summary>
/// <param name="Address">Without what no message may hold.</param>
/// <param name="At">When it began to wait for its host's turn, UTC.</param>
/// <param name="Waited">For its turn, and for the gate.</param>
/// <param name="Answered">From sending to the answer's head; where no connection was open, with opening one.</param>
/// <param name="Received">From there to the last byte of the body.</param>
/// <param name="Status">Null where there was no answer.</param>
/// <param name="Bytes">Of the body, as they came over the wire.</param>
public readonly record struct RequestTiming(string Address, DateTime At, int Waited, int Answered, int Received, int? Status, long Bytes)
{
    [JsonIgnore]
    public int Took => Waited + Answered + Received;
}
