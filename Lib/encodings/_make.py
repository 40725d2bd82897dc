"""Makes the classes of a codec from its functions. The modules of the codecs call this with their namespace."""

import codecs


def _class(namespace, name, bases, **members):
    members['__module__'] = namespace['__name__']
    namespace[name] = made = type(name, bases, members)
    return made


def only_strict(errors):
    """Codecs of bytes know no error handlers."""
    assert errors == 'strict'


def stateless(namespace, name, encode, decode, *, methods=None, text=True, binary=False, exact=False, buffered=None,
              incremental=None):
    """Define Codec, the incremental and stream classes and getregentry for a codec whose pieces stand for themselves.

    encode and decode are the functions of the codec: (input, errors) to (output, length). With exact the codec
    offers them as they are, else through methods. binary: both sides are bytes. buffered: a function
    (input, errors, final) that decodes the beginning of an input that isn't whole. incremental: the two classes,
    where they aren't the usual ones.
    """
    if methods is None:
        def _encode(self, input, errors='strict'):
            return encode(input, errors)

        def _decode(self, input, errors='strict'):
            return decode(input, errors)
        codec = _class(namespace, 'Codec', (codecs.Codec,), encode=_encode, decode=_decode)
    else:
        codec = _class(namespace, 'Codec', (codecs.Codec,), encode=methods[0], decode=methods[1])

    def step_encode(self, input, final=False):
        return encode(input, self.errors)[0]

    def step_decode(self, input, final=False):
        return decode(input, self.errors)[0]

    def part_decode(self, input, errors, final):
        return buffered(input, errors, final)

    def stream_decode(self, input, errors='strict'):
        return buffered(input, errors, False)

    reading = {}
    if incremental is not None:
        encoder, decoder = incremental
    else:
        encoder = _class(namespace, 'IncrementalEncoder', (codecs.IncrementalEncoder,), encode=step_encode)
    if incremental is not None:
        pass
    elif buffered is None:
        decoder = _class(namespace, 'IncrementalDecoder', (codecs.IncrementalDecoder,), decode=step_decode)
    else:
        decoder = _class(namespace, 'IncrementalDecoder', (codecs.BufferedIncrementalDecoder,), _buffer_decode=part_decode)
        reading = {'decode': stream_decode}
    kind = {'charbuffertype': bytes} if binary else {}
    writer = _class(namespace, 'StreamWriter', (codec, codecs.StreamWriter), **kind)
    reader = _class(namespace, 'StreamReader', (codec, codecs.StreamReader), **kind, **reading)
    for made in (codec, encoder, decoder):
        for member in vars(made).values():
            if hasattr(member, '__qualname__') and getattr(member, '__module__', None) == __name__:
                member.__name__ = member.__name__.removeprefix('_').replace('step_', '').replace('part_', '_buffer_')
                member.__qualname__ = f'{made.__name__}.{member.__name__}'

    def getregentry():
        """Return the codec."""
        both = (encode, decode) if exact else (codec().encode, codec().decode)
        return codecs.CodecInfo(name=name, encode=both[0], decode=both[1], incrementalencoder=encoder,
                                incrementaldecoder=decoder, streamreader=reader, streamwriter=writer,
                                _is_text_encoding=None if text else False)
    getregentry.__module__ = namespace['__name__']
    getregentry.__qualname__ = 'getregentry'
    namespace['getregentry'] = getregentry


def partial(namespace, name, encode, decode):
    """Define the classes and getregentry for a codec of whole code units: decode(data, errors, final) leaves the rest."""
    def whole(input, errors='strict'):
        """Decode everything."""
        return decode(input, errors, True)

    def step_encode(self, input, final=False):
        return encode(input, self.errors)[0]

    encoder = _class(namespace, 'IncrementalEncoder', (codecs.IncrementalEncoder,), encode=step_encode)
    decoder = _class(namespace, 'IncrementalDecoder', (codecs.BufferedIncrementalDecoder,), _buffer_decode=staticmethod(decode))
    writer = _class(namespace, 'StreamWriter', (codecs.StreamWriter,), encode=staticmethod(encode))
    reader = _class(namespace, 'StreamReader', (codecs.StreamReader,), decode=staticmethod(decode))

    def getregentry():
        """Return the codec."""
        return codecs.CodecInfo(name=name, encode=encode, decode=whole, incrementalencoder=encoder,
                                incrementaldecoder=decoder, streamreader=reader, streamwriter=writer)
    step_encode.__qualname__, step_encode.__name__ = 'IncrementalEncoder.encode', 'encode'
    whole.__name__ = whole.__qualname__ = 'decode'
    getregentry.__qualname__ = 'getregentry'
    for function in (whole, getregentry, step_encode):
        function.__module__ = namespace['__name__']
    namespace.update(encode=encode, decode=whole, getregentry=getregentry)


def single_byte(namespace, name, table):
    """Define a codec of one byte a character. The table has 256 characters, or only the second 128 when the first are ASCII;
    U+FFFE marks a byte that stands for nothing."""
    if len(table) == 128:
        table = ''.join(map(chr, range(128))) + table
    encoding_table = codecs.charmap_build(table)
    charmap_encode, charmap_decode = codecs.charmap_encode, codecs.charmap_decode
    namespace['decoding_table'], namespace['encoding_table'] = table, encoding_table

    def encode(input, errors='strict'):
        return charmap_encode(input, errors, encoding_table)

    def decode(input, errors='strict'):
        return charmap_decode(input, errors, table)
    stateless(namespace, name, encode, decode)


def multibyte(namespace, name, supplier):
    """Define a codec of East Asia, which the module supplier has under that name."""
    import _multibytecodec as parts

    codec = supplier.getcodec(name)
    namespace['codec'] = codec
    codec_class = _class(namespace, 'Codec', (codecs.Codec,), encode=codec.encode, decode=codec.decode)
    made = {}
    for kind in 'IncrementalEncoder', 'IncrementalDecoder', 'StreamReader', 'StreamWriter':
        own = () if kind.startswith('Inc') else (codec_class,)
        bases = (*own, getattr(parts, 'Multibyte' + kind), getattr(codecs, kind))
        made[kind.lower()] = _class(namespace, kind, bases, codec=codec)

    def getregentry():
        """Return the codec."""
        return codecs.CodecInfo(name=name, encode=codec_class().encode, decode=codec_class().decode, **made)
    getregentry.__module__, getregentry.__qualname__ = namespace['__name__'], 'getregentry'
    namespace['getregentry'] = getregentry
