# Hashes of many short texts and of a long one, and checksums.
import binascii
import hashlib
import hmac
import zlib

blocks = [b'block %d' % n * 20 for n in range(4000)]
long = b''.join(blocks)
found = set()
for name in 'md5', 'sha1', 'sha256', 'sha512', 'sha3_256', 'blake2b':
    for block in blocks:
        found.add(hashlib.new(name, block).digest())
    for _ in range(4):
        found.add(hashlib.new(name, long).hexdigest())
for block in blocks:
    found.add(hmac.digest(b'key', block, 'sha256'))
    found.add(zlib.crc32(block))
    found.add(binascii.hexlify(block))
print(len(found))
