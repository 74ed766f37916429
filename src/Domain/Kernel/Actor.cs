namespace Scheduling.Domain.Kernel;

/// <summary>The role in which somebody acts; a person with two roles acts in the one he chose (R3).</summary>
public enum ActingRole
{
    Patient,
    Therapist,
    Administrator,

    /// <summary>The portal itself, for example when a WordPress account has gone (R6).</summary>
    System,
}

/// <summary>Who does something, for the rules and for the audit (R82). The system acts with user 0.</summary>
public readonly record struct Actor(ulong UserId, ActingRole Role)
{
    /// <summary>Therapists and administrators: those who may act on a patient's visit for him.</summary>
    public bool IsStaff => Role is ActingRole.Therapist or ActingRole.Administrator;
}
