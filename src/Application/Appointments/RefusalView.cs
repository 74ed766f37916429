using Scheduling.Domain.Appointments;

namespace Scheduling.Application.Appointments;

/// <summary>A refusal as pages read it: a stable code (the key of its text in three languages) and the values of the sentence.</summary>
public sealed record RefusalView(string Code)
{
    public int? Number { get; init; }

    public Instant? Limit { get; init; }

    public LocalDate? On { get; init; }

    public LocalDate? Next { get; init; }

    public YearMonth? Month { get; init; }

    public int? LeftMinutes { get; init; }

    public bool IsForHours { get; init; }

    internal static RefusalView Of(Refusal refusal) => new(refusal.Reason.Code())
    {
        Number = refusal.Number,
        Limit = refusal.Limit,
        On = refusal.On,
        Next = refusal.Next,
        Month = refusal.Month,
        LeftMinutes = refusal.Left?.Value,
        IsForHours = refusal.IsForHours,
    };
}
