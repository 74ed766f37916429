using Scheduling.Domain.Kernel;

namespace Scheduling.Application.Pipeline;

/// <summary>A request that changes something; it runs in one transaction (<see cref="TransactionBehaviour{TRequest,TResponse}"/>).</summary>
public interface ICommand<out T> : IRequest<T>
    where T : ICommandResult;

/// <summary>A request that only reads.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>What a command came to. A refusal is a result too, and says here whether anything of the unit of work is to stay.</summary>
public interface ICommandResult
{
    /// <summary>False rolls the transaction back.</summary>
    bool Commits { get; }
}

/// <summary>Who may send a request: one of these roles, active in the session. Whose objects it may touch, the handler decides.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MaySendAttribute(params ActingRole[] roles) : Attribute
{
    public IReadOnlyList<ActingRole> Roles { get; } = roles;
}

/// <summary>Also somebody who is not signed in may send this request.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AnyoneMaySendAttribute : Attribute;
