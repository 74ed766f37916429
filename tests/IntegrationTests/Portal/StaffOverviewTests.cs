using Scheduling.Domain.Kernel;

namespace Scheduling.IntegrationTests.Portal;

/// <summary>Hours of companies for staff (R21, R74) and refused attempts for administrators (R23).</summary>
public sealed class StaffOverviewTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_therapist_sees_the_hours_of_the_companies_he_serves_now_and_no_others()
    {
        var (served, former, foreign) = (portal.World.Company(), portal.World.Company(), portal.World.Company());
        var therapist = portal.World.Therapist(30, 0, served, former);
        portal.Database.Do("UPDATE {p}company_therapists SET until_date = '2027-01-10' WHERE company_id = @former", new { former });
        using var browser = await portal.SignedIn(therapist, ActingRole.Therapist);

        var page = await browser.Get("/therapist");

        Assert.Contains($"Company {served}<", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"Company {former}<", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"Company {foreign}<", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Held_booked_ahead_and_no_show_add_up_and_cancelled_ones_do_not_count()
    {
        var company = portal.World.Company(minutes: 600);
        var therapist = portal.World.Therapist(companies: company);
        var patient = portal.World.Patient(company, "Ewa Maria Maj");
        Visit("2027-01-04 09:00", "booked");
        Visit("2027-01-05 09:00", "no_show");
        Visit("2027-01-06 09:00", "cancelled");
        Visit("2027-01-20 09:00", "booked");
        Visit("2027-02-20 09:00", "booked");
        using var browser = await portal.SignedIn(therapist, ActingRole.Therapist);

        var page = await browser.Get("/therapist");

        Assert.Matches($@"Company {company}</th><td class=""num"">10 h</td><td class=""num"">50 min</td>\s*<td class=""num"">50 min</td><td class=""num"">50 min</td><td class=""num"">7 h 30 min", page.Text);
        Assert.Contains("E.M.M.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ewa Maria Maj", page.Text, StringComparison.Ordinal);

        void Visit(string start, string status) => portal.Database.Do(
            """
            INSERT INTO {p}meetings (public_id, patient_id, therapist_id, company_id, starts_at, ends_at, minutes, budget_month, status, booked_by, booked_role,
                                     booked_at, cancelled_by, cancelled_role, cancelled_at)
            VALUES (@id, @patient, @therapist, @company, @start, DATE_ADD(@start, INTERVAL 50 MINUTE), 50, DATE_FORMAT(@start, '%Y-%m-01'), @status, @patient, 'patient',
                    '2001-01-01', NULL, NULL, IF(@status = 'cancelled', '2027-01-01', NULL))
            """,
            new { id = Guid.NewGuid().ToString("N"), patient, therapist, company, start, status });
    }

    [Fact]
    public async Task An_administrator_sees_every_company_and_the_refused_attempts()
    {
        var company = portal.World.Company(minutes: 0);
        var therapist = portal.World.Therapist(companies: company);
        var start = Instant.FromUtc(2027, 1, 12, 8, 0);
        using var patient = await portal.SignedIn(portal.World.Patient(company, "Basia Refused"));
        await patient.Confirm(await patient.OpenConfirm(therapist, start), therapist, therapist, start);
        using var administrator = await portal.SignedIn(portal.World.User("Admin", "-", "scheduling_admin"), ActingRole.Administrator);

        var page = await administrator.Get("/administrator");

        Assert.Contains($"Company {company}<", page.Text, StringComparison.Ordinal);
        Assert.Contains("Basia Refused", page.Text, StringComparison.Ordinal);
        Assert.Contains("hours used up", page.Text, StringComparison.Ordinal);
    }
}
