namespace Scheduling.Domain.Kernel;

/// <summary>Marks the classes that guard a boundary of consistency: Company, Therapist, Appointment. They hold each other by id only.</summary>
public interface IAggregateRoot;
