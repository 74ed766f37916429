global using MediatR;
global using NodaTime;
