using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Scheduling.Infrastructure.WordPress;

namespace Scheduling.UnitTests.WordPress;

/// <summary>R1, R8: the reader of serialized values against inputs that nobody thought of.</summary>
[Trait("Rule", "R1")]
public sealed class PhpSerializedProperties
{
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(1000);

    private static readonly Gen<byte[]> AnyBytes = ArbMap.Default.GeneratorFor<byte[]>();

    /// <summary>Letters that mean something to PHP, and letters of two, three and four bytes.</summary>
    private static readonly Gen<string> Texts =
        Gen.Elements("a", "1", "-", "\"", ";", ":", "{", "}", "'", "\\", "\0", "ż", "密", "🔐").ListOf().Select(string.Concat);

    [Fact]
    public void Random_bytes_never_crash_the_reader() =>
        Check.One(Thousand, Prop.ForAll(AnyBytes.ToArbitrary(), bytes => Survives(bytes)));

    [Fact]
    public void Damaged_text_never_crashes_the_reader()
    {
        var damaged =
            from value in Values(3)
            from place in Gen.Choose(0, int.MaxValue)
            from length in Gen.Choose(0, 3)
            from noise in AnyBytes
            select Damage(Encoding.UTF8.GetBytes(PhpWriter.Write(value)), place, length, noise);

        Check.One(Thousand, Prop.ForAll(damaged.ToArbitrary(), bytes => Survives(bytes)));
    }

    [Fact]
    public void What_was_written_is_read_back() =>
        Check.One(Thousand, Prop.ForAll(Values(4).ToArbitrary(), value =>
            AreEqual(value, PhpSerialized.Read(PhpWriter.Write(value)))));

    [Fact]
    public void Nothing_is_read_from_a_text_that_was_cut_or_continued() =>
        Check.One(Thousand, Prop.ForAll(Values(3).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (value, place) =>
        {
            var bytes = Encoding.UTF8.GetBytes(PhpWriter.Write(value));
            return PhpSerialized.ReadBytes(bytes.AsSpan(0, place % bytes.Length)) is null
                && PhpSerialized.ReadBytes([.. bytes, (byte)place]) is null;
        }));

    /// <summary>Either refused, or PHP would need no more bytes to write the value (duplicate keys only shrink it).</summary>
    private static bool Survives(byte[] bytes) =>
        PhpSerialized.ReadBytes(bytes) is not { } value || PhpWriter.Write(value).Length <= bytes.Length;

    private static byte[] Damage(byte[] bytes, int place, int length, byte[] noise)
    {
        var from = place % bytes.Length;
        var to = Math.Min(from + length, bytes.Length);
        return [.. bytes[..from], .. noise.Take(3), .. bytes[to..]];
    }

    private static Gen<PhpValue> Values(int depth)
    {
        var scalars = Gen.OneOf(
            Gen.Constant<PhpValue>(new PhpNull()),
            ArbMap.Default.GeneratorFor<bool>().Select(PhpValue (value) => new PhpBoolean(value)),
            ArbMap.Default.GeneratorFor<long>().Select(PhpValue (value) => new PhpInteger(value)),
            Texts.Select(PhpValue (value) => new PhpText(value)));
        return depth == 0 ? scalars : Gen.OneOf(scalars, Arrays(Values(depth - 1)));
    }

    private static Gen<PhpValue> Arrays(Gen<PhpValue> values) =>
        from keys in Texts.ListOf()
        from items in values.ListOf()
        select (PhpValue)new PhpArray(keys.Zip(items).DistinctBy(pair => pair.First, StringComparer.Ordinal)
            .ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));

    private static bool AreEqual(PhpValue written, PhpValue? read) => written is PhpArray expected && read is PhpArray actual
        ? expected.Items.Count == actual.Items.Count
            && expected.Items.All(item => actual.Items.TryGetValue(item.Key, out var value) && AreEqual(item.Value, value))
        : written.Equals(read);
}
