# Errors of subprocess: statuses that are no numbers, identities out of range, a stdin that was closed before.
import subprocess

for status in 2, 0, -9, -250, None, '2', 2.5, [2]:
    print(subprocess.CalledProcessError(status, 'command'))
for name in 'user', 'group':
    for number in -1, 2**64:
        try:
            subprocess.run(['true'], **{name: number})
        except (ValueError, OverflowError) as error:
            print(name, type(error).__name__, error)
with subprocess.Popen(['cat'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
    process.stdin.close()
    print(process.communicate(), process.returncode)
