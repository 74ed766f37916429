namespace Scheduling.ArchitectureTests.Reading;

/// <summary>The files the assemblies were built from: they tell whether a scan that found nothing was right to find nothing.</summary>
internal static class SourceTree
{
    internal static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    private static readonly string Root = Path.Combine(Repository, "src");

    /// <summary>Paths below src/, with slashes, without what the build leaves there.</summary>
    internal static IReadOnlyList<string> Files { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => path.Split('/') is not [_, "bin" or "obj", ..]),
    ];

    private static string FindRepository(string directory)
    {
        while (!File.Exists(Path.Combine(directory, "Scheduling.sln")))
            directory = Path.GetDirectoryName(directory) ?? throw new DirectoryNotFoundException("No Scheduling.sln above the tests");
        return directory;
    }
}
