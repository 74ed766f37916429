using Scheduling.Domain.Kernel;

namespace Scheduling.UnitTests.Kernel;

/// <summary>Kept for whoever asks next, up to a number.</summary>
public sealed class WorkedOutTests
{
    private readonly WorkedOut<int, string> numbers = new(most: 3);
    private readonly List<int> asked = [];

    [Fact]
    public void Each_is_worked_out_once()
    {
        Assert.Equal(["1", "2", "1", "2"], new[] { 1, 2, 1, 2 }.Select(Ask));
        Assert.Equal([1, 2], asked);
    }

    [Fact]
    public void After_so_many_it_keeps_no_more_but_answers_still()
    {
        Assert.Equal(["1", "2", "3", "4", "4", "1"], new[] { 1, 2, 3, 4, 4, 1 }.Select(Ask));
        Assert.Equal([1, 2, 3, 4, 4], asked);
    }

    private string Ask(int number) => numbers.Get(
        number,
        (key, list) =>
        {
            list.Add(key);
            return $"{key}";
        },
        asked);
}
