# Mailboxes of all formats in a folder for the purpose: keys, flags, sequences, labels, what is in the files.
import email
import io
import mailbox
import os
import shutil
import tempfile
import time

folder = tempfile.mkdtemp()
place = lambda name: os.path.join(folder, name)
text = 'From: a@example.com\nSubject: %s\n\nHello %s.\nFrom here on.\n'


def fill(box, kind):
    plain = kind(text % ('one', 'one'))
    last = b'Subject: five\n\nno newline'
    keys = [box.add(plain), box.add((text % ('two', 'two')).encode()), box.add(text % ('three', 'three')),
            box.add(email.message_from_string(text % ('four', 'four'))), box.add(io.BytesIO(last) if kind is not str else last + b'\n')]
    for key in keys:
        message = box[key]
        print(type(message).__name__, message['subject'], repr(message.get_payload()), key in box)
    box[keys[1]] = text % ('changed', 'changed')
    box.remove(keys[2])
    print(len(box), sorted(str(m['subject']) for m in box), box.get('nothing'), box.get_string(keys[1]) == text % ('changed', 'changed'))
    box.discard(keys[2])
    for wrong in lambda: box[keys[2]], lambda: box.remove(keys[2]), lambda: box.add(None), lambda: box.add('Subject: é\n\n'):
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, str(error).replace(str(keys[2]), 'KEY'))
    box.lock()
    box.flush()
    box.unlock()
    print(len(box), sorted(box.get_bytes(key)[-12:] for key in box.keys()))
    with box.get_file(keys[0]) as file:
        print(file.readline(), file.read(7), len(file.readlines()))
    popped = box.pop(keys[0])
    print(popped['subject'], box.pop(keys[0], 'gone'), len(box))
    box.update({keys[1]: text % ('again', 'again')})
    print(box[keys[1]]['subject'])


for name, kind in (('Maildir', mailbox.MaildirMessage), ('mbox', mailbox.mboxMessage), ('MH', mailbox.MHMessage),
                   ('Babyl', str), ('MMDF', mailbox.MMDFMessage)):
    print('--', name)
    try:
        getattr(mailbox, name)(place('missing'), create=False)
    except mailbox.NoSuchMailboxError:
        print('missing')
    with_box = getattr(mailbox, name)(place(name))
    fill(with_box, kind)
    with_box.close()
    again = getattr(mailbox, name)(place(name), factory=lambda file: file.read().count(b'\n'))
    print(len(again), sorted(again))
    again.close()

print('-- the files')
box = mailbox.mbox(place('plain'))
dated = mailbox.mboxMessage('Subject: x\n\nFrom me\nto you\n')
dated.set_from('me@example.com', time.gmtime(86400))
dated.set_flags('RAF')
box.add(dated)
box.add('From you@example.com Thu Jan  1 00:00:00 1970\nSubject: y\n\nbody')
box.close()
with open(place('plain')) as file:
    print(file.read())
box = mailbox.mbox(place('plain'))
print([m.get_from() for m in box], [m.get_flags() for m in box], box.get_string(1, from_=True))

print('-- sequences, folders, labels')
mh = mailbox.MH(place('sequences'))
for wanted in ['a'], ['a', 'b'], [], ['a'], ['a']:
    message = mailbox.MHMessage('Subject: s\n\n')
    message.set_sequences(wanted)
    mh.add(message)
print(mh.get_sequences(), open(place('sequences/.mh_sequences')).read())
mh.remove(1)
mh.pack()
print(mh.keys(), mh.get_sequences(), mh.get_message(1).get_sequences())
mh.add_folder('inner').add('Subject: in\n\n')
print(mh.list_folders(), len(mh.get_folder('inner')))
try:
    mh.remove_folder('inner')
except mailbox.NotEmptyError as error:
    print(type(error).__name__)
maildir = mailbox.Maildir(place('flags'))
key = maildir.add('Subject: s\n\n')
maildir.set_flags(key, 'SF')
maildir.add_flag(key, 'R')
maildir.remove_flag(key, 'S')
print(maildir.get_flags(key), maildir.get_info(key), maildir[key].get_subdir(), os.listdir(place('flags/tmp')))
maildir.add_folder('one.two')
print(maildir.list_folders(), sorted(os.listdir(place('flags/.one.two'))))
maildir.remove_folder('one.two')
print(maildir.list_folders(), maildir.next()['subject'], maildir.next())
babyl = mailbox.Babyl(place('labels'))
message = mailbox.BabylMessage('Subject: s\nTo: you\nX-Other: z\n\nbody\n')
message.set_labels(['answered', 'mine'])
message.update_visible()
babyl.add(message)
print(babyl.get_labels(), message.get_labels(), message.get_visible().items())
babyl.close()

print('-- from one format to another')
kinds = mailbox.MaildirMessage, mailbox.mboxMessage, mailbox.MHMessage, mailbox.BabylMessage, mailbox.MMDFMessage, mailbox.Message
state = {'MaildirMessage': lambda m: (m.get_flags(), m.get_subdir()), 'mboxMessage': lambda m: m.get_flags(),
         'MMDFMessage': lambda m: m.get_flags(), 'MHMessage': lambda m: m.get_sequences(), 'BabylMessage': lambda m: m.get_labels(),
         'Message': lambda m: m.items()}
sources = []
for flags in 'D', 'FP', 'RST':
    source = mailbox.MaildirMessage('Subject: s\n\n')
    source.set_flags(flags)
    source.set_date(0)
    sources.append(source)
for flags in 'R', 'OD', 'AFX':
    source = mailbox.mboxMessage('Subject: s\n\n')
    source.set_flags(flags)
    source.set_from('me', time.gmtime(0))
    sources.append(source)
for sequences in [], ['unseen'], ['replied', 'own'], ['flagged']:
    source = mailbox.MHMessage('Subject: s\n\n')
    source.set_sequences(sequences)
    sources.append(source)
for labels in [], ['unseen', 'own'], ['deleted', 'answered'], ['forwarded', 'resent', 'edited']:
    source = mailbox.BabylMessage('Subject: s\n\n')
    source.set_labels(labels)
    sources.append(source)
for source in sources:
    print(type(source).__name__, state[type(source).__name__](source), *(state[kind.__name__](kind(source)) for kind in kinds))
print(mailbox.mboxMessage(sources[0]).get_from(), mailbox.MaildirMessage(sources[3]).get_date())
shutil.rmtree(folder)
