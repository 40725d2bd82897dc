# The encodings of East Asia: whole texts, by steps, on streams, and their errors.
import codecs
import io

TEXT = {
    'big5': '中文。', 'big5hkscs': '香港㗎Ê̄', 'cp932': '①日本語ﾊﾝｶｸ', 'cp949': '똠방각하', 'cp950': '中文€', 'euc_jis_2004': '日か゚𠀋',
    'euc_jisx0213': '日か゚𠀋', 'euc_jp': '日本語ｱ丂', 'euc_kr': '한국어뷁', 'gb18030': '中文€𠀀ß', 'gb2312': '中文', 'gbk': '中文镕',
    'hz': '中~文\n', 'iso2022_jp': '日本¥\nA', 'iso2022_jp_1': '日丂', 'iso2022_jp_2': '日中한', 'iso2022_jp_2004': '日か゚俱',
    'iso2022_jp_3': '日か゚', 'iso2022_jp_ext': '日ｱ', 'iso2022_kr': '한\n국', 'johab': '한국뷁', 'shift_jis': '日本ｱ', 'shift_jis_2004': '¥か゚',
    'shift_jisx0213': '‾か゚',
}


def shown(function, *args):
    try:
        print('   ', ascii(function(*args)))
    except (UnicodeError, TypeError, LookupError, AttributeError, OverflowError, IndexError) as error:
        print('   ', type(error).__name__, error)


for name, text in TEXT.items():
    info = codecs.lookup(name)
    data = text.encode(name)
    print(info.name, data, data.decode(name) == text)
    encoder, decoder = info.incrementalencoder(), info.incrementaldecoder()
    parts = [encoder.encode(c) for c in text]
    print('   ', parts, encoder.getstate(), encoder.encode('', True))
    print('   ', [ascii(decoder.decode(bytes([b]))) for b in data[:5]], decoder.getstate())
    shown(('a\u0e01' + text[:1]).encode, name)
    shown(('a\u0e01' + text[:1]).encode, name, 'xmlcharrefreplace')
    shown((data[:-1] + b'\xff').decode, name)
    shown((b'\xff' + data[:3]).decode, name, 'backslashreplace')
    shown(data[:-1].decode, name, 'replace')

reader = codecs.getreader('shift_jis')(io.BytesIO('一\n二三\n四'.encode('shift_jis')))
print(ascii([reader.read(1), reader.readline(), reader.readlines(2), reader.read()]), reader.errors)
stream = io.BytesIO()
writer = codecs.getwriter('euc_jis_2004')(stream)
writer.writelines(['か', '\u309a', 'æ'])
writer.reset()
print(stream.getvalue())
encoder = codecs.getincrementalencoder('euc_jis_2004')()
encoder.encode('æ')
state = encoder.getstate()
print(state, encoder.encode('\u0300'), encoder.setstate(state), encoder.encode('', True))
shown(encoder.setstate, -1)
shown(encoder.setstate, 9)
shown(encoder.setstate, 'x')
decoder = codecs.getincrementaldecoder('iso2022_jp')()
shown(decoder.decode, b'\x1b((((((((')
shown(decoder.setstate, (b'123456789', 0))
shown(decoder.setstate, (b'', 'x'))
codecs.register_error('back', lambda error: ('x', 2 ** 70))
shown(b'\xff'.decode, 'euc_kr', 'back')
codecs.register_error('bytes', lambda error: (b'<>', error.end))
shown('a\u0e01b'.encode, 'euc_kr', 'bytes')
import _codecs_jp
shown(_codecs_jp.getcodec, 'big5')
shown(_codecs_jp.getcodec, 5)
