using Scheduling.ArchitectureTests.Reading;
using Scheduling.ArchitectureTests.Rules;

namespace Scheduling.ArchitectureTests;

/// <summary>Rules 4 to 6 of "Dependency direction": what a type shows, holds and declares.</summary>
public sealed class ShapeOfTypesTests
{
    [Fact] // rule 4
    public void Infrastructure_is_internal() => Expect.None(InfrastructureIsInternal.Check(Code.Real));

    [Fact]
    public void A_public_type_that_web_does_not_need_is_reported() => Expect.Exactly(
        InfrastructureIsInternal.Check(Code.Planted(nameof(InfrastructureIsInternal))),
        "Scheduling.Infrastructure.Mail.Template is public");

    [Fact] // rule 4
    public void Handlers_are_internal() => Expect.None(HandlersAreInternal.Check(Code.Real));

    [Fact]
    public void Public_handlers_validators_and_behaviours_are_reported() => Expect.Exactly(
        HandlersAreInternal.Check(Code.Planted(nameof(HandlersAreInternal))),
        "Scheduling.Application.Patients.OpenHandler is public",
        "Scheduling.Application.Patients.OpenValidator is public",
        "Scheduling.Application.Patients.OpenNotifier is public",
        "Scheduling.Application.Patients.OpenBehaviour is public");

    [Fact] // rule 4
    public void Classes_are_sealed() => Expect.None(ClassesAreSealed.Check(Code.Real));

    [Fact]
    public void Open_classes_and_records_are_reported() => Expect.Exactly(
        ClassesAreSealed.Check(Code.Planted(nameof(ClassesAreSealed))),
        "Scheduling.Domain.Patients.OpenClass is not sealed",
        "Scheduling.Domain.Patients.OpenRecord is not sealed",
        "Scheduling.Domain.Patients.Sealed.OpenInside is not sealed");

    [Fact] // rule 4
    public void Aggregates_are_held_by_id() => Expect.None(AggregatesAreHeldById.Check(Code.Real));

    [Fact]
    public void An_aggregate_that_holds_another_is_reported() => Expect.Exactly(
        AggregatesAreHeldById.Check(Code.Planted(nameof(AggregatesAreHeldById))),
        "Scheduling.Domain.Therapists.Substitution.Substitute holds Scheduling.Domain.Therapists.Therapist",
        "Scheduling.Domain.Therapists.Team._members holds Scheduling.Domain.Therapists.Therapist");

    [Fact] // rule 4
    public void Values_are_immutable() => Expect.None(ValuesAreImmutable.Check(Code.Real));

    [Fact]
    public void Values_and_events_that_can_be_set_are_reported() => Expect.Exactly(
        ValuesAreImmutable.Check(Code.Planted(nameof(ValuesAreImmutable))),
        "Scheduling.Domain.Kernel.LooseMinutes.Value can be set",
        "Scheduling.Domain.Kernel.LooseSpan.Start can be set",
        "Scheduling.Domain.Patients.LooseAddress.Street can be set",
        "Scheduling.Domain.Patients.PatientLeft.Reason can be set");

    [Fact] // rule 5
    public void Requests_say_who_may_send_them() => Expect.None(RequestsSayWhoMaySend.Check(Code.Real));

    [Fact]
    public void Requests_without_a_declaration_are_reported() => Expect.Exactly(
        RequestsSayWhoMaySend.Check(Code.Planted(nameof(RequestsSayWhoMaySend))),
        "Scheduling.Application.Patients.UndeclaredQuery does not say who may send it",
        "Scheduling.Application.Patients.UndeclaredCommand does not say who may send it",
        "Scheduling.Application.Patients.Inside.UndeclaredNested does not say who may send it");

    [Fact] // rule 6
    public void Interfaces_earn_their_keep() => Expect.None(InterfacesEarnTheirKeep.Check(Code.Real));

    [Fact]
    public void Interfaces_with_fewer_than_two_implementers_are_reported() => Expect.Exactly(
        InterfacesEarnTheirKeep.Check(Code.Planted(nameof(InterfacesEarnTheirKeep))),
        "Scheduling.Application.Budgets.ISecondName has 1 implementer(s)",
        "Scheduling.Application.Budgets.IForgotten has 0 implementer(s)");
}
