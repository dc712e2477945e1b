using System.Text;
using MaskSharp.Evaluator.Stamps;
using MaskSharp.Evaluator.Tests.Support;

namespace MaskSharp.Evaluator.Tests.Stamps;

public class ContentHashTests
{
    // The reference implementation's values (xxHash 0.8, seed 0).
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void It_is_xxh64(string text, ulong expected)
    {
        var hash = new ContentHash();
        hash.Append(Encoding.ASCII.GetBytes(text));
        Assert.Equal(expected, hash.Value);
    }

    [Fact]
    public void Pieces_make_no_difference_and_every_byte_does()
    {
        var bytes = new byte[1000];
        new Random(7).NextBytes(bytes);
        ulong Of(ReadOnlySpan<byte> content, params int[] cuts)
        {
            var hash = new ContentHash();
            var from = 0;
            foreach (var to in cuts.Append(content.Length))
            {
                hash.Append(content[from..to]);
                from = to;
            }
            return hash.Value;
        }

        var whole = Of(bytes);
        for (var cut = 0; cut < bytes.Length; cut += 13) Assert.Equal(whole, Of(bytes, cut, Math.Min(1000, cut + 31)));
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 1;
            Assert.NotEqual(whole, Of(bytes));
            bytes[i] ^= 1;
        }
        using var folder = new TempFolder();
        Assert.Equal(whole, ContentHash.OfFile(folder.Write("a", bytes)));
    }
}
