// Planted for Rules/WritersCountVersions: writers that nobody would see, and beside them those who count, lock, or change nobody's time.
namespace Planted.WritersCountVersions.Scheduling.Infrastructure.Repositories;

internal static class Silent
{
    internal const string Away = "INSERT INTO {p}therapist_absences (therapist_id, from_local, until_local) VALUES (@id, @from, @until)";
    internal const string Off = "DELETE FROM {p}company_therapists WHERE therapist_id = @id";
    internal const string Moved = "UPDATE {p}meetings SET meet_link = NULL, starts_at = @at WHERE id = @id";
    internal const string Bought = "INSERT INTO {p}number_of_purchased_hours (company_id, minutes) VALUES (@id, 60)";
    internal const string Zone = "UPDATE {p}therapists SET time_zone = @zone WHERE user_id = @id";
    internal const string Read = "SELECT user_id FROM {p}therapist_suspensions";
    internal const string Link = "UPDATE {p}meetings SET meet_link = @link WHERE id = @id";
}

internal static class Counting
{
    internal const string Away = "INSERT INTO {p}therapist_absences (therapist_id, from_local, until_local) VALUES (@id, @from, @until)";
    internal const string Count = "UPDATE {p}therapists SET version = version + 1 WHERE user_id = @id";
}

internal sealed class Locking(BookingLocks locks)
{
    internal const string Cancelled = "UPDATE {p}meetings SET status = 'cancelled' WHERE id = @id";

    internal BookingLocks Locks => locks;
}

internal sealed class BookingLocks;
