using Scheduling.Web.Setup;

return await CommandLine.Run(args);

/// <summary>Public so that tests can start the portal through the framework's factory.</summary>
public partial class Program;
