"""Types of files and data by names, as in mail and on the web."""

import os
import sys

__all__ = ['knownfiles', 'inited', 'MimeTypes', 'guess_type', 'guess_file_type', 'guess_all_extensions', 'guess_extension',
           'add_type', 'init', 'read_mime_types', 'suffix_map', 'encodings_map', 'types_map', 'common_types']

knownfiles = [
    '/etc/mime.types',
    '/etc/httpd/mime.types',
    '/etc/httpd/conf/mime.types',
    '/etc/apache/mime.types',
    '/etc/apache2/mime.types',
    '/usr/local/etc/httpd/conf/mime.types',
    '/usr/local/lib/netscape/mime.types',
    '/usr/local/etc/httpd/conf/mime.types',
    '/usr/local/etc/mime.types',]
inited = False
_db = None


def _table(text):
    # Words type:ending,ending.
    return {'.' + ending: kind for kind, endings in (word.split(':') for word in text.split()) for ending in endings.split(',')}


_encodings = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
_suffixes = {
    '.svgz': '.svg.gz',
    '.tgz': '.tar.gz',
    '.taz': '.tar.gz',
    '.tz': '.tar.gz',
    '.tbz2': '.tar.bz2',
    '.txz': '.tar.xz',}
# The registered types, and others that are in use. Where a type has several endings, the first is the usual one.
_types_map_default = _table(
    'text/javascript:js,mjs application/epub+zip:epub application/gzip:gz application/json:json '
    'application/manifest+json:webmanifest application/msword:doc,dot,wiz application/n-quads:nq '
    'application/n-triples:nt application/octet-stream:bin,a,dll,exe,o,obj,so application/oda:oda '
    'application/ogg:ogx application/pdf:pdf application/pkcs7-mime:p7c application/postscript:ps,ai,eps '
    'application/trig:trig application/vnd.apple.mpegurl:m3u,m3u8 application/vnd.ms-excel:xls,xlb '
    'application/vnd.ms-fontobject:eot application/vnd.ms-powerpoint:ppt,pot,ppa,pps,pwz '
    'application/vnd.oasis.opendocument.graphics:odg application/vnd.oasis.opendocument.presentation:odp '
    'application/vnd.oasis.opendocument.spreadsheet:ods application/vnd.oasis.opendocument.text:odt '
    'application/vnd.openxmlformats-officedocument.presentationml.presentation:pptx '
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet:xlsx '
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document:docx application/vnd.rar:rar '
    'application/wasm:wasm application/x-7z-compressed:7z application/x-bcpio:bcpio application/x-cpio:cpio '
    'application/x-csh:csh application/x-debian-package:deb application/x-dvi:dvi application/x-gtar:gtar '
    'application/x-hdf:hdf application/x-hdf5:h5 application/x-latex:latex application/x-mif:mif '
    'application/x-netcdf:cdf,nc application/x-pkcs12:p12,pfx application/x-httpd-php:php '
    'application/x-pn-realaudio:ram application/x-python-code:pyc,pyo application/x-rpm:rpm application/x-sh:sh '
    'application/x-shar:shar application/x-shockwave-flash:swf application/x-sv4cpio:sv4cpio '
    'application/x-sv4crc:sv4crc application/x-tar:tar application/x-tcl:tcl application/x-tex:tex '
    'application/x-texinfo:texi,texinfo application/x-troff:roff,t,tr application/x-troff-man:man '
    'application/x-troff-me:me application/x-troff-ms:ms application/x-ustar:ustar application/x-wais-source:src '
    'application/xml:xsl,rdf,wsdl,xpdl application/yaml:yaml,yml application/zip:zip audio/3gpp:3gp,3gpp '
    'audio/3gpp2:3g2,3gpp2 audio/aac:aac,adts,loas,ass audio/basic:au,snd audio/flac:flac audio/matroska:mka '
    'audio/mp4:m4a audio/mpeg:mp3,mp2 audio/ogg:ogg audio/opus:opus audio/x-aiff:aif,aifc,aiff '
    'audio/x-pn-realaudio:ra audio/vnd.wave:wav font/otf:otf font/ttf:ttf audio/webm:weba font/woff:woff '
    'font/woff2:woff2 image/avif:avif image/bmp:bmp image/emf:emf image/fits:fits image/g3fax:g3 image/gif:gif '
    'image/ief:ief image/jp2:jp2 image/jpeg:jpg,jpe,jpeg image/jpm:jpm image/jpx:jpx image/heic:heic '
    'image/heif:heif image/png:png image/svg+xml:svg image/t38:t38 image/tiff:tiff,tif image/tiff-fx:tfx '
    'image/vnd.microsoft.icon:ico image/webp:webp image/wmf:wmf image/x-cmu-raster:ras '
    'image/x-portable-anymap:pnm image/x-portable-bitmap:pbm image/x-portable-graymap:pgm '
    'image/x-portable-pixmap:ppm image/x-rgb:rgb image/x-xbitmap:xbm image/x-xpixmap:xpm image/x-xwindowdump:xwd '
    'message/rfc822:eml,mht,mhtml,nws model/gltf+json:gltf model/gltf-binary:glb model/stl:stl text/css:css '
    'text/csv:csv text/html:html,htm text/markdown:md,markdown text/n3:n3 text/plain:txt,bat,c,h,ksh,pl,srt '
    'text/richtext:rtx text/rtf:rtf text/tab-separated-values:tsv text/vtt:vtt text/x-python:py text/x-rst:rst '
    'text/x-setext:etx text/x-sgml:sgm,sgml text/x-vcard:vcf text/xml:xml video/matroska:mkv '
    'video/matroska-3d:mk3d video/mp4:mp4 video/mpeg:mpeg,m1v,mpa,mpe,mpg video/ogg:ogv video/quicktime:mov,qt '
    'video/webm:webm video/vnd.avi:avi video/x-m4v:m4v video/x-ms-wmv:wmv video/x-sgi-movie:movie ')
_common_types_default = _table(
    'application/rtf:rtf application/vnd.android.package-archive:apk audio/midi:midi,mid image/jpg:jpg '
    'image/pict:pict,pct,pic text/xul:xul ')


def _default_mime_types():
    global suffix_map, encodings_map, types_map, common_types
    suffix_map, encodings_map = dict(_suffixes), dict(_encodings)
    types_map, common_types = dict(_types_map_default), dict(_common_types_default)


_default_mime_types()


class MimeTypes:
    """A store of types: encodings_map, suffix_map, and types_map as a pair of the not so strict and the strict."""

    def __init__(self, filenames=(), strict=True):
        """filenames: files in the form of mime.types to read."""
        if not inited:
            init()
        self.encodings_map, self.suffix_map = encodings_map.copy(), suffix_map.copy()
        self.types_map, self.types_map_inv = ({}, {}), ({}, {})
        for table, is_strict in ((types_map, True), (common_types, False)):
            for ending, kind in table.items():
                self.add_type(kind, ending, is_strict)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """Give an ending a type."""
        if ext and not ext.startswith('.'):
            import warnings
            warnings._deprecated('Undotted extensions', 'Using undotted extensions is deprecated and will raise a ValueError '
                                 'in Python {remove}', remove=(3, 16))
        if not type:
            return
        self.types_map[strict][ext] = type
        endings = self.types_map_inv[strict].setdefault(type, [])
        if ext not in endings:
            endings.append(ext)

    def guess_type(self, url, strict=True):
        """Return type and encoding that the name in a URL (or path) tells, None for what it doesn't tell."""
        url = os.fspath(url)
        scheme, colon, rest = url.partition(':')
        if colon and len(scheme) > 1 and scheme.isascii() and scheme.replace('+', '').replace('-', '').replace('.', '').isalnum():
            if scheme.lower() == 'data':
                # The type is in it: data:[type][;parameters],data
                head, comma, _data = rest.partition(',')
                if not comma:
                    return None, None
                kind = head.partition(';')[0]
                return (kind if '=' not in kind and '/' in kind else 'text/plain'), None
            from urllib.parse import urlsplit
            url = urlsplit(url).path
        return self.guess_file_type(url, strict=strict)

    def guess_file_type(self, path, *, strict=True):
        """Return type and encoding that the name of a file tells."""
        path = os.fsdecode(path)
        if os.name == 'nt':
            path = os.path.splitdrive(path)[1]
        base, ending = os.path.splitext(path)
        while (longer := self.suffix_map.get(ending.lower())) is not None:
            base, ending = os.path.splitext(base + longer)
        encoding = self.encodings_map.get(ending)
        if encoding is not None:
            base, ending = os.path.splitext(base)
        ending = ending.lower()
        kind = self.types_map[True].get(ending)
        if kind is None and not strict:
            kind = self.types_map[False].get(ending)
        return kind, encoding

    def guess_all_extensions(self, type, strict=True):
        """Return the endings for a type as a list."""
        kind = type.lower()
        found = list(self.types_map_inv[True].get(kind, ()))
        if not strict:
            found += [ending for ending in self.types_map_inv[False].get(kind, ()) if ending not in found]
        return found

    def guess_extension(self, type, strict=True):
        """Return an ending for a type, None if there is none."""
        return next(iter(self.guess_all_extensions(type, strict)), None)

    def read(self, filename, strict=True):
        """Read a file in the form of mime.types."""
        with open(filename, encoding='utf-8', errors='surrogateescape') as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """Read lines of a type and its endings each."""
        for line in fp:
            words = line.split('#', 1)[0].split() if line.lstrip().startswith('#') else line.split()
            for at, word in enumerate(words):
                if word[0] == '#':
                    del words[at:]
                    break
            for ending in words[1:]:
                self.add_type(words[0], '.' + ending, strict)

    def read_windows_registry(self, strict=True):
        """Read what the registry of Windows says."""
        if sys.platform != 'win32':
            return
        import winreg
        with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, '') as root:
            for number in range(winreg.QueryInfoKey(root)[0]):
                try:
                    ending = winreg.EnumKey(root, number)
                    if not ending.startswith('.'):
                        continue
                    with winreg.OpenKey(root, ending) as key:
                        kind, form = winreg.QueryValueEx(key, 'Content Type')
                    if form == winreg.REG_SZ:
                        self.add_type(kind, ending, strict)
                except OSError:
                    continue


def _store():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """Return type and encoding that the name in a URL (or path) tells, None for what it doesn't tell. strict: only
    registered types."""
    return _store().guess_type(url, strict)


def guess_file_type(path, *, strict=True):
    """Return type and encoding that the name of a file tells."""
    return _store().guess_file_type(path, strict=strict)


def guess_all_extensions(type, strict=True):
    """Return the endings for a type as a list."""
    return _store().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """Return an ending for a type, None if there is none."""
    return _store().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """Give an ending a type."""
    return _store().add_type(type, ext, strict)


def init(files=None):
    """Make the tables: from those here, the system's files and the files given."""
    global suffix_map, encodings_map, types_map, common_types, inited, _db
    inited = True
    if files is None or _db is None:
        _default_mime_types()
        store = MimeTypes()
        store.read_windows_registry()
        files = knownfiles + list(files or ())
    else:
        store = _db
    for name in files:
        if os.path.isfile(name):
            store.read(name)
    encodings_map, suffix_map = store.encodings_map, store.suffix_map
    common_types, types_map = store.types_map
    _db = store


def read_mime_types(file):
    """Return the types by ending of a file in the form of mime.types, None if it can't be read."""
    try:
        opened = open(file, encoding='utf-8', errors='surrogateescape')
    except OSError:
        return None
    with opened:
        store = MimeTypes()
        store.readfp(opened, True)
        return store.types_map[True]


def _main(args=None):
    from argparse import ArgumentParser
    parser = ArgumentParser(description='map filename extensions to MIME types', color=True)
    parser.add_argument('-e', '--extension', action='store_true', help='guess extension instead of type')
    parser.add_argument('-l', '--lenient', action='store_true', help='additionally search for common but non-standard types')
    parser.add_argument('type', nargs='+', help='a type to search')
    options = parser.parse_args(args)
    results = []
    for name in options.type:
        if options.extension:
            found = guess_extension(name, not options.lenient)
            results.append(str(found) if found else f'error: unknown type {name}')
        else:
            kind, encoding = guess_type(name, not options.lenient)
            results.append(f'type: {kind} encoding: {encoding}' if kind else f'error: media type unknown for {name}')
    return results


if __name__ == '__main__':
    answers = _main()
    print('\n'.join(answers))
    sys.exit(any(answer.startswith('error: ') for answer in answers))
