global using NodaTime;
global using Scheduling.IntegrationTests.Support;
