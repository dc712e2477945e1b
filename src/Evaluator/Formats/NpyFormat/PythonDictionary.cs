using System.Globalization;

namespace MaskSharp.Evaluator.Formats.NpyFormat;

/// <summary>The little of Python's syntax that NPY headers are written in: a dictionary of strings, booleans and tuples of whole numbers.</summary>
internal sealed class PythonDictionary
{
    private readonly string _text;
    private int _at;

    private PythonDictionary(string text) => _text = text;

    /// <summary>Reads a dictionary; its values are <see cref="string"/>, <see cref="bool"/> or <see cref="long"/>[].</summary>
    /// <exception cref="MaskFileException">The text is something else.</exception>
    public static Dictionary<string, object> Parse(string text) => new PythonDictionary(text).Dictionary();

    private Dictionary<string, object> Dictionary()
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal);
        Expect('{');
        while (Next() != '}')
        {
            var key = Text();
            Expect(':');
            if (!fields.TryAdd(key, Value())) throw Damaged();
            if (Next() != '}') Expect(',');
        }
        _at++;
        return _text.AsSpan(_at).IsWhiteSpace() ? fields : throw Damaged();
    }

    private object Value() => Next() switch
    {
        '\'' or '"' => Text(),
        '(' => Tuple(),
        'T' => Word("True"),
        'F' => !Word("False"),
        // A list is a record's fields.
        _ => throw MaskFileException.Unreadable("is an NPY file that can't be read as a mask: it holds a record of several fields, or its header is damaged"),
    };

    private string Text()
    {
        var quote = Next();
        if (quote is not ('\'' or '"')) throw Damaged();
        var end = _text.IndexOf(quote, _at + 1);
        if (end < 0) throw Damaged();
        var text = _text[(_at + 1)..end];
        _at = end + 1;
        return text;
    }

    private long[] Tuple()
    {
        var numbers = new List<long>();
        Expect('(');
        while (Next() != ')')
        {
            var start = _at;
            while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
            if (!long.TryParse(_text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw Damaged();
            numbers.Add(number);
            if (_at < _text.Length && _text[_at] == 'L') _at++;
            if (Next() != ')') Expect(',');
        }
        _at++;
        return [.. numbers];
    }

    private bool Word(string word)
    {
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)) throw Damaged();
        _at += word.Length;
        return true;
    }

    private char Next()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
        return _at < _text.Length ? _text[_at] : throw Damaged();
    }

    private void Expect(char expected)
    {
        if (Next() != expected) throw Damaged();
        _at++;
    }

    private static MaskFileException Damaged() => MaskFileException.Unreadable("is a damaged NPY file: its header can't be read");
}
