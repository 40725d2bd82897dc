# Empty members of archives, in each way of compression and each way of reading.
import io
import zipfile

for kind in zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_ZSTANDARD:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, 'w', kind) as archive:
        archive.writestr('empty', b'')
        archive.writestr('folder/', b'')
        archive.writestr('full', b'some data')
        with archive.open('written', 'w'):
            pass
    with zipfile.ZipFile(stream) as archive:
        print(zipfile.compressor_names[kind], archive.testzip(), [len(archive.read(name)) for name in archive.namelist()])
        with archive.open('empty') as file:
            print(file.read(1), file.read1(5), file.peek(), file.readline(), file.readlines(), file.read(), file.tell(), file.seek(0, 2))
        with archive.open('full') as file:
            print(file.read(9), file.read(1), file.read1(1), file.peek(), file.read(), file.seek(3), file.read(2), file.seek(99), file.read())
