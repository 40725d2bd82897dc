# Hash objects that are asked for digests, copied and fed on in between; short HMACs; hexadecimal and base64 of all small lengths.
import _blake2, _hashlib, _hmac, _md5, _sha1, _sha2, _sha3, binascii


def show(expression):
    try:
        print(expression, '=', eval(expression))
    except Exception as problem:
        print(expression, type(problem).__name__, problem)


show("[(lambda h, d: (h.update(d), d.clear(), h.copy().hexdigest(), h.update(b'more'), h.hexdigest())[2::2])(_sha2.sha256(), bytearray(b'changed'))]")
show("[(lambda h: (h.update(b''), h.hexdigest(), h.update(b'one'), h.copy().hexdigest(), h.update(b'two'), h.digest().hex()))(f()) for f in (_md5.md5, _sha1.sha1, _sha2.sha512, _sha3.sha3_384, _blake2.blake2b, _blake2.blake2s)]")
show("(lambda h: (h.update(b'two'), h.copy().digest().hex(), h.hexdigest(), h.digest_size))(_blake2.blake2b(b'one', digest_size=1))")
show("[_blake2.blake2s(b'one', digest_size=n).hexdigest() for n in (1, 2, 31, 32)]")
show("[_blake2.blake2b(b'x' * n, last_node=l).hexdigest()[:16] for n in (0, 5, 200) for l in (False, True)]")
show("[_sha3.shake_128(b'a').hexdigest(n) for n in (0, 1, 2, 40)]")
show("[_sha3.shake_256(b'a').digest(n) for n in (0, 1, 2, 40)]")
show("[_hmac.compute_digest(b'k' * k, b'm' * m, n).hex() for n in ('md5', 'sha512', 'sha3_224', 'blake2b') for k in (0, 3, 200) for m in (0, 300, 3000)]")
show("(lambda h: (h.hexdigest(), h.update(b'two'), h.copy().hexdigest(), h.hexdigest()))(_hashlib.hmac_new(b'key', b'one', 'sha1'))")
show("[_hashlib.new(n, b'a').name for n in ('SHA256', 'sha-1', 'sha512-256', 'md5')]")
show('[binascii.hexlify(bytes(range(7, 7 + 9 * n, 9))) for n in range(12)]')
show("[binascii.unhexlify(t) for t in ('', 'aB', b'0fF0', 'deadBEEF00')]")
show("[binascii.unhexlify(t) for t in ('0g',)]")
show("[binascii.unhexlify(t) for t in ('000g00',)]")
show("binascii.unhexlify('000')")
show("[binascii.b2a_base64(b'data'[:n], newline=l) for n in range(5) for l in (False, True)]")
show("[binascii.a2b_base64(t) for t in ('', 'YQ==', 'YWI=', 'YWJj', 'YWJjZA==', 'Y W\\nI=', 'YWJj=YQ==', 'YWJjYWJj\\n', 'YQ==YWJj', '====')]")
show("[binascii.a2b_base64(t, strict_mode=True) for t in ('', 'YQ==', 'YWI=', 'YWJj', 'YWJjZGVm')]")
show("binascii.a2b_base64('YWJjY', strict_mode=False)")
show("binascii.a2b_base64('YWJjY', strict_mode=True)")
show("binascii.a2b_base64('YWJjYQ', strict_mode=False)")
show("binascii.a2b_base64('YWJjYQ', strict_mode=True)")
show("binascii.a2b_base64('YWJjYQ=', strict_mode=False)")
show("binascii.a2b_base64('YWJjYQ=', strict_mode=True)")
show("binascii.a2b_base64('YWJj\\n', strict_mode=False)")
show("binascii.a2b_base64('YWJj\\n', strict_mode=True)")
show("binascii.a2b_base64('YWJj=', strict_mode=False)")
show("binascii.a2b_base64('YWJj=', strict_mode=True)")
show("binascii.a2b_base64('=YWJj', strict_mode=False)")
show("binascii.a2b_base64('=YWJj', strict_mode=True)")
show("binascii.a2b_base64('YWJjYQ==YQ', strict_mode=False)")
show("binascii.a2b_base64('YWJjYQ==YQ', strict_mode=True)")
show("binascii.a2b_base64('YWJjYQ=Q', strict_mode=False)")
show("binascii.a2b_base64('YWJjYQ=Q', strict_mode=True)")
show("binascii.a2b_base64('YWJjé', strict_mode=False)")
show("binascii.a2b_base64('YWJjé', strict_mode=True)")
show("binascii.a2b_qp('a=3D=3d=0A=g1=1')")
