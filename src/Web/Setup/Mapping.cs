using AutoMapper;
using Scheduling.Application.Accounts;
using Scheduling.Application.Appointments;
using Scheduling.Application.Patients;
using Scheduling.Web.Pages.Account;
using Scheduling.Web.Pages.Patient;

namespace Scheduling.Web.Setup;

/// <summary>What people type becomes commands and queries: the one edge at which AutoMapper is used.</summary>
internal sealed class FormsToRequests : Profile
{
    public FormsToRequests()
    {
        CreateMap<SignInForm, CheckPassword>();
        CreateMap<ConfirmForm, BookAppointment>();
        CreateMap<SettingsForm, SaveOwnSettings>();
        CreateMap<OwnSettingsView, SettingsForm>();
    }
}
