using Scheduling.ArchitectureTests.Reading;
using Scheduling.ArchitectureTests.Rules;

namespace Scheduling.ArchitectureTests;

/// <summary>Habits of section 4 of the architecture that a program can check.</summary>
public sealed class HabitTests
{
    [Fact]
    public void No_method_is_async_void() => Expect.None(NoAsyncVoid.Check(Code.Real));

    [Fact]
    public void Async_void_methods_and_lambdas_are_reported() => Expect.Exactly(
        NoAsyncVoid.Check(Code.Planted(nameof(NoAsyncVoid))),
        "Scheduling.Web.Pages.Page.Forgotten is async void",
        "Scheduling.Web.Pages.Page.Hidden is async void");

    [Fact]
    public void Names_say_what_a_thing_is() => Expect.None(NamesSayWhatAThingIs.Check(Code.Real));

    [Fact]
    public void Empty_names_are_reported() => Expect.Exactly(
        NamesSayWhatAThingIs.Check(Code.Planted(nameof(NamesSayWhatAThingIs))),
        "Scheduling.Application.Patients.PatientManager has an empty name",
        "Scheduling.Application.Patients.PatientHelper has an empty name",
        "Scheduling.Application.Patients.PatientService has an empty name",
        "Scheduling.Application.Patients.PatientUtil has an empty name",
        "Scheduling.Application.Patients.PatientCommon has an empty name",
        "Scheduling.Application.Patients.PatientDto has an empty name",
        "Scheduling.Application.Patients.PatientBase has an empty name",
        "Scheduling.Application.Common.Money has an empty name");

    [Fact]
    public void Connections_open_in_one_place() => Expect.None(ConnectionsOpenInOnePlace.Check(Code.Real));

    [Fact]
    public void A_second_place_that_opens_connections_is_reported() => Expect.Exactly(
        ConnectionsOpenInOnePlace.Check(Code.Planted(nameof(ConnectionsOpenInOnePlace))),
        "Scheduling.Infrastructure.Database.Connections makes a connection",
        "Scheduling.Infrastructure.Database.SecondFactory makes a connection");

    [Fact]
    public void A_single_place_that_opens_connections_is_not_reported() => Expect.None(
        ConnectionsOpenInOnePlace.Check(Code.Planted(nameof(ConnectionsOpenInOnePlace)).Where(type => type.Name != "SecondFactory")));
}
