# The command of ftplib: what it asks a server, and what it prints.
import contextlib
import ftplib
import io
import os
import socket
import sys
import tempfile
import threading


def serve(listener, data, log):
    connection, _ = listener.accept()
    commands = connection.makefile('rwb', 0)
    active = None

    def say(answer):
        commands.write(answer.encode() + b'\r\n')

    say('220 hello')
    for line in commands:
        text = line.decode().strip()
        name, _, argument = text.partition(' ')
        log.append(name if name == 'PORT' else text)
        match name:
            case 'USER':
                say('331 password?')
            case 'PASS' | 'TYPE' | 'CWD':
                say('200 well')
            case 'PASV':
                port = data.getsockname()[1]
                active = None
                say(f'227 (127,0,0,1,{port >> 8},{port & 255})')
            case 'PORT':
                numbers = argument.split(',')
                active = '.'.join(numbers[:4]), int(numbers[4]) * 256 + int(numbers[5])
                say('200 well')
            case 'LIST' | 'RETR':
                say('150 now')
                with socket.create_connection(active) if active else data.accept()[0] as channel:
                    channel.sendall(f'{text}\r\nend\r\n'.encode())
                say('226 done')
            case 'QUIT':
                say('221 bye')
                break
    commands.close()
    connection.close()


def command(*words):
    log = []
    with socket.create_server(('127.0.0.1', 0)) as listener, socket.create_server(('127.0.0.1', 0)) as data:
        thread = threading.Thread(target=serve, args=(listener, data, log))
        thread.start()
        ftplib.FTP.port = listener.getsockname()[1]
        sys.argv = ['ftplib', *words]
        out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            ftplib.test()
        thread.join()
        print([os.path.basename(word) for word in words], log, out.buffer.getvalue(), repr(err.getvalue()))


sys.argv = ['ftplib']
try:
    ftplib.test()
except SystemExit as end:
    print(end.code)
with tempfile.TemporaryDirectory() as folder:
    os.environ['HOME'] = folder  # where ~/.netrc would be
    with open(os.path.join(folder, 'accounts'), 'w') as file:
        file.write('machine 127.0.0.1 login me password secret\nmachine other login you password x\n')
    command('127.0.0.1', '-lfolder', 'file')
    command('127.0.0.1', '-d/other', '-p', '-l', 'file', '-p', 'another')
    command(f'-r{folder}/accounts', '127.0.0.1', 'file')
    command(f'-r{folder}/missing', '127.0.0.1', 'file')
    with open(os.path.join(folder, 'some'), 'w') as file:
        file.write('machine other login you password x\n')
    command(f'-r{folder}/some', '127.0.0.1', 'file')
