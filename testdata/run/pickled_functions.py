# Functions of built-in types, by what pickle writes for them; pickles that are broken.
import pickle

for function in bytes.maketrans, str.maketrans, bytearray.maketrans, dict.fromkeys, str.join, 'x'.join, len, pickle.dumps:
    print(function.__qualname__, function.__reduce_ex__(4))
    for protocol in range(6):
        for dumps in pickle.dumps, pickle._dumps:
            again = pickle.loads(dumps(function, protocol))
            assert again == function, (again, function)
for data in b'}(Nu.', b'(Nd.', b'N\x86.', b'NN\x87.', b'(o.', b'\x80\x04\x95\x0c\0\0\0\0\0\0\0N\x95\0\0\0\0\0\0\0\0NN.':
    try:
        print(pickle._loads(data))
    except Exception as error:
        print(type(error).__name__)
print(pickle.loads(b'\x80\x04\x95\x0a\0\0\0\0\0\0\0N\x95\0\0\0\0\0\0\0\0N.'))
view = pickle.PickleBuffer(bytearray(b'gopher'))
for dumps in pickle.dumps, pickle._dumps:
    first, second = pickle.loads(dumps((view, view), 5))
    print(first, first is second)
