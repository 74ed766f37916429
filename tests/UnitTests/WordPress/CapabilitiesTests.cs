using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R1, R3: roles are read strictly from the capabilities row.</summary>
[Trait("Rule", "R1")]
public sealed class CapabilitiesTests
{
    private const string WrittenFalse = "role key with value false, written by hand";

    /// <summary>The roles of the site on which the cases were recorded; what else the row holds, the role mapping leaves out.</summary>
    private static readonly string[] RolesOfTheSite = ["patient", "therapist", "terapeuta-główny"];

    public static TheoryData<string> Cases() => [.. StoreVectors.Capabilities.Select(c => c.Case)];

    /// <summary>Our rule is stricter than WordPress's in one case: there a role written with b:0 counts, here it gives no access.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_gives_the_roles_that_WordPress_sees_unless_written_false(string name)
    {
        var recorded = StoreVectors.Capability(name);
        var expected = name is WrittenFalse ? [] : recorded.Roles;

        AssertSame(expected, Capabilities.RolesOf(recorded.MetaValue).Intersect(RolesOfTheSite, StringComparer.Ordinal));
    }

    [Fact]
    public void All_eleven_cases_are_there_and_in_one_WordPress_is_laxer()
    {
        Assert.Equal(11, StoreVectors.Capabilities.Count);
        Assert.Equal(["patient"], StoreVectors.Capability(WrittenFalse).Roles);
    }

    [Fact]
    public void Granted_capabilities_stay_in_the_set_and_denied_ones_do_not() => AssertSame(
        ["demo_book", "patient"],
        Capabilities.RolesOf("""a:3:{s:7:"patient";b:1;s:9:"demo_book";b:1;s:4:"read";b:0;}"""));

    [Theory]
    [InlineData("b:0;")]
    [InlineData("i:0;")]
    [InlineData("i:2;")]
    [InlineData("i:-1;")]
    [InlineData("N;")]
    [InlineData("""s:0:"";""")]
    [InlineData("""s:1:"0";""")]
    [InlineData("""s:2:"01";""")]
    [InlineData("""s:4:"true";""")]
    [InlineData("a:0:{}")]
    [InlineData("a:1:{i:0;b:1;}")]
    public void Role_with_any_other_value_is_not_accepted(string value) =>
        Assert.Empty(Capabilities.RolesOf($$"""a:1:{s:7:"patient";{{value}}}"""));

    [Theory]
    [InlineData("""a:2:{s:7:"patient";b:1;s:7:"patient";b:0;}""", false)]
    [InlineData("""a:2:{s:7:"patient";b:0;s:7:"patient";b:1;}""", true)]
    public void Of_a_role_written_twice_the_last_value_counts(string metaValue, bool granted) =>
        AssertSame(granted ? ["patient"] : [], Capabilities.RolesOf(metaValue));

    [Theory]
    [InlineData("")]
    [InlineData("patient")]
    [InlineData("""s:7:"patient";""")]
    [InlineData("""a:1:{i:0;s:7:"patient";}""")]
    [InlineData("""a:1:{s:7:"patient";b:1;}x""")]
    [InlineData("""a:1:{s:8:"patient";b:1;}""")]
    [InlineData("""a:2:{s:7:"patient";b:1;s:1:"x";O:8:"stdClass":0:{}}""")]
    [InlineData("""{"patient":true}""")]
    public void Malformed_row_gives_no_roles(string metaValue) => Assert.Empty(Capabilities.RolesOf(metaValue));

    [Fact]
    public void Slug_in_other_case_is_another_slug() =>
        Assert.DoesNotContain("patient", Capabilities.RolesOf("""a:1:{s:7:"Patient";b:1;}"""));

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
}
