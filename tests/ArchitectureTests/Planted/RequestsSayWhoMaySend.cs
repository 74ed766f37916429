// Planted for Rules/RequestsSayWhoMaySend.
using MediatR;
using Planted.RequestsSayWhoMaySend.Scheduling.Application.Pipeline;

namespace Planted.RequestsSayWhoMaySend.Scheduling.Application.Pipeline
{
    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class MaySendAttribute(params string[] roles) : Attribute
    {
        internal IReadOnlyList<string> Roles => roles;
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class AnyoneMaySendAttribute : Attribute;

    internal interface ICommand<out TResponse> : IRequest<TResponse>;
}

namespace Planted.RequestsSayWhoMaySend.Scheduling.Application.Patients
{
    [MaySend("administrator")]
    internal sealed record RegisterPatient : ICommand<int>;

    [AnyoneMaySend]
    internal sealed record SignIn : IRequest;

    internal sealed record NoRequest;

    internal sealed record UndeclaredQuery : IRequest<int>;

    internal sealed record UndeclaredCommand : ICommand<int>;

    internal static class Inside
    {
        internal sealed record UndeclaredNested : IRequest;
    }
}
