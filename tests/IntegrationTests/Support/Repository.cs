namespace Scheduling.IntegrationTests.Support;

/// <summary>The checkout that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Scheduling.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Run inside the repository.");
        }

        return folder.FullName;
    }
}
