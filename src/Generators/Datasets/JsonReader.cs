using System.Globalization;
using System.Text;

namespace MaskSharp.Generators.Datasets;

/// <summary>
/// Reads a JSON text (RFC 8259) into dictionaries, lists, strings, doubles, bools and null. A compiler extension cannot bring
/// a JSON library along: it would clash with the host's.
/// </summary>
internal sealed class JsonReader
{
    private const int MostLevels = 32;

    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <summary>The value of a text, or null where it is malformed.</summary>
    public static object? Read(string text)
    {
        var reader = new JsonReader(text);
        reader.Skip();
        if (!reader.TryValue(0, out var value))
            return null;
        reader.Skip();
        return reader._at == text.Length ? value : null;
    }

    private bool TryValue(int level, out object? value)
    {
        value = null;
        if (level > MostLevels || _at >= _text.Length)
            return false;
        switch (_text[_at])
        {
            case '{':
                return TryObject(level, out value);
            case '[':
                return TryArray(level, out value);
            case '"':
                var isString = TryString(out var text);
                value = text;
                return isString;
            case 't':
                value = true;
                return TryWord("true");
            case 'f':
                value = false;
                return TryWord("false");
            case 'n':
                return TryWord("null");
            default:
                return TryNumber(out value);
        }
    }

    private bool TryObject(int level, out object? value)
    {
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        value = members;
        _at++;
        Skip();
        if (TryTake('}'))
            return true;
        while (true)
        {
            Skip();
            if (!TryString(out var key))
                return false;
            Skip();
            if (!TryTake(':'))
                return false;
            Skip();
            if (!TryValue(level + 1, out var member))
                return false;
            members[key] = member;
            Skip();
            if (TryTake('}'))
                return true;
            if (!TryTake(','))
                return false;
        }
    }

    private bool TryArray(int level, out object? value)
    {
        var items = new List<object?>();
        value = items;
        _at++;
        Skip();
        if (TryTake(']'))
            return true;
        while (true)
        {
            Skip();
            if (!TryValue(level + 1, out var item))
                return false;
            items.Add(item);
            Skip();
            if (TryTake(']'))
                return true;
            if (!TryTake(','))
                return false;
        }
    }

    private bool TryString(out string value)
    {
        value = "";
        if (!TryTake('"'))
            return false;
        var text = new StringBuilder();
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c == '"')
            {
                value = text.ToString();
                return true;
            }

            if (c < ' ')
                return false;
            if (c == '\\')
            {
                if (!TryEscape(out c))
                    return false;
            }

            text.Append(c);
        }

        return false;
    }

    private bool TryEscape(out char c)
    {
        c = '\0';
        if (_at >= _text.Length)
            return false;
        switch (_text[_at++])
        {
            case '"': c = '"'; return true;
            case '\\': c = '\\'; return true;
            case '/': c = '/'; return true;
            case 'b': c = '\b'; return true;
            case 'f': c = '\f'; return true;
            case 'n': c = '\n'; return true;
            case 'r': c = '\r'; return true;
            case 't': c = '\t'; return true;
            case 'u' when _at + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                c = (char)code;
                return true;
            default:
                return false;
        }
    }

    private bool TryNumber(out object? value)
    {
        var start = _at;
        while (_at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] is '-' or '+' or '.' or 'e' or 'E'))
            _at++;
        var isNumber = double.TryParse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = number;
        return isNumber;
    }

    private bool TryWord(string word)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
            return false;
        _at += word.Length;
        return true;
    }

    private bool TryTake(char c)
    {
        if (_at >= _text.Length || _text[_at] != c)
            return false;
        _at++;
        return true;
    }

    private void Skip()
    {
        while (_at < _text.Length && _text[_at] is (' ' or '\t' or '\r' or '\n'))
            _at++;
    }
}
