using Scheduling.ArchitectureTests.Reading;
using Scheduling.ArchitectureTests.Rules;

namespace Scheduling.ArchitectureTests;

/// <summary>Rules 1 to 3 of "Dependency direction": each is asked of our code, then proven on the samples in Planted/.</summary>
public sealed class DependencyDirectionTests
{
    [Fact] // rule 1
    public void Layers_point_inwards() => Expect.None(LayersPointInwards.Check(Code.Real));

    [Fact]
    public void Layers_that_point_outwards_are_reported() => Expect.Exactly(
        LayersPointInwards.Check(Code.Planted(nameof(LayersPointInwards))),
        "Scheduling.Domain.Patients.PatientThatLogs.Writes mentions Microsoft.Extensions.Logging.ILogger",
        "Scheduling.Domain.Patients.PatientThatKnowsItsUseCase.From mentions Scheduling.Application.Patients.RegisterPatient",
        "Scheduling.Application.Patients.HandlerThatOpensAConnection.Handle mentions Scheduling.Infrastructure.Database.Connection",
        "Scheduling.Application.Patients.HandlerThatReadsConfiguration.Reads mentions Microsoft.Extensions.Configuration.IConfiguration",
        "Scheduling.Infrastructure.Database.ConnectionThatKnowsAPage.For mentions Scheduling.Web.Pages.PatientPage",
        "Scheduling.Web.Pages.PageThatOpensAConnection.Get mentions Scheduling.Infrastructure.Database.Connection");

    [Fact]
    public void Every_type_stands_in_a_layer() => Expect.None(TypesStandInALayer.Check(Code.Real));

    [Fact]
    public void Types_outside_the_layers_are_reported() => Expect.Exactly(
        TypesStandInALayer.Check(Code.Planted(nameof(TypesStandInALayer))),
        "Homeless stands in no layer",
        "Scheduling.Tools.FifthLayer stands in no layer");

    [Fact] // rule 2
    public void Domain_modules_share_no_aggregates() => Expect.None(DomainModulesShareNoAggregates.Check(Code.Real));

    [Fact]
    public void An_aggregate_named_by_another_module_is_reported() => Expect.Exactly(
        DomainModulesShareNoAggregates.Check(Code.Planted(nameof(DomainModulesShareNoAggregates))),
        "Scheduling.Domain.Appointments.RuleOverPatients.Allows mentions Scheduling.Domain.Patients.Patient");

    [Fact] // rule 2
    public void Application_modules_share_contracts_only() => Expect.None(ApplicationModulesShareContracts.Check(Code.Real));

    [Fact]
    public void Handlers_and_internals_of_another_module_are_reported() => Expect.Exactly(
        ApplicationModulesShareContracts.Check(Code.Planted(nameof(ApplicationModulesShareContracts))),
        "Scheduling.Application.Appointments.BookByHandler.Book mentions Scheduling.Application.Budgets.HoursLeftHandler",
        "Scheduling.Application.Appointments.BookByInternals.Book mentions Scheduling.Application.Budgets.Rounding");

    [Fact] // rule 2
    public void Reports_avoid_the_domain() => Expect.None(ReportsAvoidTheDomain.Check(Code.Real));

    [Fact]
    public void Reports_that_name_the_domain_are_reported() => Expect.Exactly(
        ReportsAvoidTheDomain.Check(Code.Planted(nameof(ReportsAvoidTheDomain))),
        "Scheduling.Application.Reports.UsageWithSettings.IsLate mentions Scheduling.Domain.Companies.CompanySettings",
        "Scheduling.Infrastructure.Queries.Reports.UsageQueryOverSettings.Reads mentions Scheduling.Domain.Companies.CompanySettings");

    [Fact] // rule 3
    public void Libraries_stay_in_their_layer() => Expect.None(LibrariesStayInTheirLayer.Check(Code.Real));

    [Fact]
    public void Libraries_in_another_layer_are_reported() => Expect.Exactly(
        LibrariesStayInTheirLayer.Check(Code.Planted(nameof(LibrariesStayInTheirLayer))),
        "Scheduling.Domain.Patients.PatientByMail.Sends mentions System.Net.Mail.SmtpClient",
        "Scheduling.Application.Patients.HandlerWithLibraries.Queries mentions Dapper.CommandDefinition",
        "Scheduling.Application.Patients.HandlerWithLibraries.Catches mentions MySql.Data.MySqlClient.MySqlException",
        "Scheduling.Application.Patients.HandlerWithLibraries.Ticks mentions Quartz.IJob",
        "Scheduling.Application.Patients.HandlerWithLibraries.Meets mentions Google.Apis.IEvent",
        "Scheduling.Infrastructure.Queries.QueryWithLibraries.Answers mentions Microsoft.AspNetCore.Http.HttpContext",
        "Scheduling.Web.Pages.PageWithLibraries.Queries mentions Dapper.CommandDefinition",
        "Program.Ticks mentions Quartz.IJob");

    [Fact] // rule 3
    public void Views_avoid_the_domain() => Expect.None(ViewsAvoidTheDomain.Check(Code.Real));

    [Fact]
    public void Views_that_use_the_domain_are_reported() => Expect.Exactly(
        ViewsAvoidTheDomain.Check(Code.Planted(nameof(ViewsAvoidTheDomain))),
        "AspNetCoreGeneratedDocument.Pages_Patient.Execute mentions Scheduling.Domain.Kernel.PatientId");
}
