# Codecs by name: whole, by steps and on streams.
import codecs
import io


def shown(function, *args):
    try:
        print(repr(function(*args)))
    except (ValueError, LookupError) as error:
        print(type(error).__name__, error)


for name in 'cp1252', 'KOI8-R', 'iso8859_15', 'cp037', 'mac-roman', 'utf-8-sig', 'utf-16', 'utf_7', 'punycode', 'idna':
    info = codecs.lookup(name)
    print(name, '->', info.name)
    shown('Grüße €'.encode, name)
    shown('Grüße €'.encode, name, 'replace') if name != 'idna' else None
    shown(b'abc\x80\xe4'.decode, name, 'replace') if name not in ('punycode', 'idna') else None

decoder = codecs.getincrementaldecoder('utf-16')()
print([decoder.decode(bytes([byte])) for byte in 'añ'.encode('utf-16')], decoder.getstate())
encoder = codecs.getincrementalencoder('utf-8-sig')()
print([encoder.encode(text) for text in ('a', 'é')], encoder.getstate())
print(list(codecs.iterdecode([b'\xe2\x82', b'\xac', b'!'], 'utf-8')))

reader = codecs.getreader('utf-8')(io.BytesIO('eins\nzwei\r\ndrei é\nvier'.encode()))
print(repr(reader.readline()), repr(reader.read(3)), reader.readlines())
stream = io.BytesIO()
with codecs.StreamReaderWriter(stream, codecs.getreader('latin-1'), codecs.getwriter('latin-1')) as both:
    both.write('naïf')
    print(stream.getvalue())
print(codecs.EncodedFile(io.BytesIO('é'.encode('latin-1')), 'utf-8', 'latin-1').read())

shown('bücher.example'.encode, 'idna')
shown(b'xn--bcher-kva.example'.decode, 'idna')
shown('a..b'.encode, 'idna')
shown(b'abc-\xff'.decode, 'punycode')
shown('x'.encode, 'no-such-encoding')
shown(codecs.decode, b'6162', 'hex')
try:
    codecs.encode(3, 'cp1252')
except TypeError as error:
    print(type(error).__name__, error.__notes__)
