namespace Scheduling.Domain.Kernel;

/// <summary>A company (<c>companies.id</c>).</summary>
public readonly record struct CompanyId(ulong Value);

/// <summary>A patient: the <c>ID</c> of his row in WordPress's users table (R1).</summary>
public readonly record struct PatientId(ulong Value);

/// <summary>A therapist: the <c>ID</c> of his row in WordPress's users table (R1).</summary>
public readonly record struct TherapistId(ulong Value);

/// <summary>
/// A visit as the outside knows it (<c>meetings.public_id</c>, a random UUID): addresses, iCalendar UID, Google event.
/// The running number of the table stays inside the database (DOMAIN §13).
/// </summary>
public readonly record struct AppointmentId(Guid Value)
{
    /// <summary>32 lower-case hexadecimal digits, the form used in addresses and in the database.</summary>
    public override string ToString() => Value.ToString("N");
}
