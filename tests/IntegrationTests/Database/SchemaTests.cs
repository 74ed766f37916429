using MySql.Data.MySqlClient;

namespace Scheduling.IntegrationTests.Database;

/// <summary>What the tables refuse by themselves, whoever writes: the second guard behind the rules.</summary>
public sealed class SchemaTests : IDisposable
{
    private const int CheckFailed = 4025;
    private const int Duplicate = 1062;

    private readonly TestDatabase database = new();
    private readonly ulong company;
    private readonly ulong therapist;
    private readonly ulong patient;

    public SchemaTests()
    {
        var world = new World(database);
        company = world.Company();
        therapist = world.Therapist(companies: company);
        patient = world.Patient(company);
    }

    [Theory]
    [InlineData("UPDATE {p}companies SET visit_minutes = 52")]
    [InlineData("UPDATE {p}companies SET visit_minutes = 10")]
    [InlineData("UPDATE {p}companies SET booking_interval_days = 366")]
    [InlineData("UPDATE {p}companies SET booking_horizon_days = 0")]
    [InlineData("UPDATE {p}companies SET language = 'de'")]
    [InlineData("UPDATE {p}companies SET active_from = '2027-02-01', active_until = '2027-01-01'")]
    [InlineData("UPDATE {p}patients SET cancellation_notice_hours = 337")]
    [InlineData("UPDATE {p}therapists SET buffer_minutes = 121")]
    [InlineData("UPDATE {p}therapist_availability SET until_minute = 1441")]
    [InlineData("UPDATE {p}therapist_availability SET until_minute = from_minute")]
    [InlineData("UPDATE {p}number_of_purchased_hours SET month = '2027-01-02'")]
    public void Impossible_values_are_refused(string sql) => Refused(CheckFailed, sql);

    [Theory]
    [InlineData("minutes", "49")]
    [InlineData("budget_month", "'2027-01-12'")]
    [InlineData("status", "'maybe'")]
    [InlineData("status", "'cancelled'")]
    [InlineData("patient_id", "therapist_id")]
    public void An_impossible_visit_is_refused(string column, string value)
    {
        InsertVisit("08:00");
        Refused(CheckFailed, $"UPDATE {{p}}meetings SET {column} = {value}");
    }

    [Fact]
    public void The_same_start_twice_is_refused_without_any_lock_and_free_again_when_cancelled()
    {
        InsertVisit("08:00");
        Assert.Equal(Duplicate, Assert.Throws<MySqlException>(() => InsertVisit("08:00")).Number);
        database.Do("UPDATE {p}meetings SET status = 'cancelled', cancelled_at = UTC_TIMESTAMP(6), cancelled_by = 1, cancelled_role = 'patient'");
        InsertVisit("08:00");
        Assert.Equal(1, database.Value<long>("SELECT COUNT(*) FROM {p}meetings WHERE active = 1"));
    }

    [Fact]
    public void Users_have_the_width_of_WordPress_and_moments_keep_their_microseconds()
    {
        Assert.Equal(
            ["bigint(20) unsigned", "bigint(20) unsigned"],
            database.List<string>("SELECT column_type FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = 'wp_meetings' AND column_name IN ('patient_id', 'therapist_id')"));
        Assert.Empty(database.List<string>(
            "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns WHERE table_schema = DATABASE() AND column_name LIKE '%\\_at' AND column_type <> 'datetime(6)'"));
    }

    public void Dispose() => database.Dispose();

    private void Refused(int number, string sql) => Assert.Equal(number, Assert.Throws<MySqlException>(() => database.Do(sql)).Number);

    private void InsertVisit(string time) => database.Do(
        """
        INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status, booked_by, booked_role, booked_at)
        VALUES (@id, @patient, @therapist, @company, @start, DATE_ADD(@start, INTERVAL 50 MINUTE), 50, '2027-01-01', 'booked', @patient, 'patient', UTC_TIMESTAMP(6))
        """,
        new { id = Guid.NewGuid().ToString("N"), patient, therapist, company, start = $"2027-01-12 {time}:00" });
}
