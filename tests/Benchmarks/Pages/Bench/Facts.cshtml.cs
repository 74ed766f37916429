using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Scheduling.Application.Appointments;
using Scheduling.Domain.Kernel;

namespace Scheduling.Benchmarks.Pages.Bench;

/// <summary>
/// The ceiling of the booking page: its facts are read and assembled, and nothing is done with them. No slot is worked out, nobody is signed
/// in, nothing is drawn.
/// </summary>
[AllowAnonymous]
internal sealed class FactsModel(IBookingFacts facts) : PageModel
{
    private static readonly TimeSlot AsThePageAsks = new(Seed.Now - Duration.FromDays(8), Seed.Now + Duration.FromDays(80));

    public int Visits { get; private set; }

    public async Task OnGet(CancellationToken cancellationToken) =>
        Visits = (await facts.Load(new PatientId(Seed.FirstPatient), AsThePageAsks, cancellationToken))!.Facts.Therapists.Sum(each => each.Visits.Count);
}
