"""Messages: made, written, read, with both interfaces."""

import email
import email.message
import email.utils
from email import encoders, policy
from email.charset import Charset
from email.generator import DecodedGenerator
from email.header import Header, decode_header, make_header
from email.iterators import _structure, body_line_iterator, typed_subpart_iterator
from email.mime.application import MIMEApplication
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
import sys

# ---- the older interface

message = MIMEMultipart('mixed', boundary='BOUND', policy=policy.compat32)
message['Subject'] = Header('Grüße aus dem Süden, mit einem längeren Text, der nicht in eine Zeile passt', 'utf-8')
message['From'] = email.utils.formataddr(('Jörg Müller', 'jm@example.com'))
message['To'] = 'a@example.com, b@example.com'
message['Date'] = email.utils.formatdate(1700000000)
message.preamble = 'This has several parts.\n'
message.attach(MIMEText('Hello\nFrom here on: dots\n'))
message.attach(MIMEText('Ünïcödé\n', 'html', 'utf-8'))
message.attach(MIMEText('Latin: é à\n', _charset='iso-8859-1'))
message.attach(MIMEApplication(bytes(range(60)), name='data.bin'))
message.attach(MIMEImage(b'\x89PNG\r\n\x1a\n123'))
part = MIMEBase('text', 'x-odd')
part.set_payload('tab\there = equals, ends in space \n')
encoders.encode_quopri(part)
part.add_header('Content-Disposition', 'attachment', filename=('utf-8', 'de', 'Fußball.txt'), mod_date=None)
message.attach(part)
inner = MIMEText('inside\n')
inner['Subject'] = 'inner'
message.attach(MIMEMessage(inner))
print(message.as_string(unixfrom=False))
_structure(message)
print(list(body_line_iterator(message))[:4], [part.get_content_type() for part in typed_subpart_iterator(message, 'text')])
print(message.get_payload(5).get_filename(), message.get_payload(5).get_params(header='content-disposition'))
print(message.get_charsets())
again = email.message_from_bytes(message.as_bytes())
print(again.as_string() == message.as_string(), again.is_multipart(), again.defects, repr(again.preamble), again.epilogue)
print(again['subject'], decode_header(again['subject']), make_header(decode_header(again['subject'])))
DecodedGenerator(sys.stdout).flatten(again)

# ---- parameters

plain = email.message_from_string('Content-Type: text/plain; charset="us-ascii"; name*0="a b"; name*1=" c"; t*=us-ascii\'en\'d%20e; x=y\n\nbody\n')
print(plain.get_params(), plain.get_param('name'), plain.get_filename())
plain.set_param('x', 'z z')
plain.set_param('new', 'ü', charset='utf-8', language='de')
plain.del_param('name')
print(plain['content-type'])
plain.set_type('text/html')
plain.replace_header('content-TYPE', plain['content-type'] + '; q=1')
print(plain.items())
for name in ('utf-8', 'iso-8859-1', 'us-ascii', 'big5', 'koi8-r'):
    charset = Charset(name)
    print(charset, charset.header_encoding, charset.body_encoding, charset.output_charset, charset.get_body_encoding()
          if name != 'us-ascii' else '')

# ---- defects

for text in ('Content-Type: multipart/mixed\n\nno boundary\n',
             'Content-Type: multipart/mixed; boundary=B\n\nno start\n',
             'Content-Type: multipart/mixed; boundary=B\n\n--B\n\none\n',
             'Content-Type: multipart/mixed; boundary=B\nContent-Transfer-Encoding: base64\n\n--B\n\none\n--B--\nend\n',
             ' continued\nA: b\n\nx', 'A: b\nnot a header\n\nx', 'A: b\nFrom me\nC: d\n\nx', ': empty\nA: b\n\n',
             'From me today\nA: b\n c\n\nx'):
    read = email.message_from_string(text)
    print([type(defect).__name__ for defect in read.defects], read.items(), read.get_unixfrom(), repr(read.epilogue))
    if not read.is_multipart():
        print('  ', repr(read.get_payload()))
coded = email.message_from_string('Content-Transfer-Encoding: base64\n\nYWJj!ZA=\n')
print(coded.get_payload(decode=True), [type(defect).__name__ for defect in coded.defects])
uu = email.message_from_string('Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n#86)C\n`\nend\n')
print(uu.get_payload(decode=True))
report = email.message_from_string('Content-Type: message/delivery-status\n\nA: b\n\nC: d\nE: f\n\nG: h\n')
print([part.items() for part in report.get_payload()])
print(report.as_string())

# ---- the interface of today

new = email.message.EmailMessage()
new['Subject'] = 'Ein Café\u00a0für alle'
new['From'] = 'Käthe <k@example.com>'
new['To'] = ['A <a@example.com>', 'b@example.com'][0]
new.set_content('Hallo,\n\nwie geht’s?\n')
new.add_alternative('<p>Hallo</p>\n', subtype='html')
new.add_attachment(b'\x00\x01\x02', maintype='application', subtype='octet-stream', filename='a b.bin')
new.add_attachment('text\n', filename='é.txt', disposition='inline', params={'x': 'y'})
for multipart, boundary in zip([part for part in new.walk() if part.is_multipart()], ('OUTER', 'INNER')):
    multipart.set_boundary(boundary)
print(new.as_bytes().decode('utf-8'))
print(str(new).isascii(), new.as_string().isascii())
print(new.get_body().get_content_type(), new.get_body(('plain',)).get_content(), [part.get_filename() for part in new.iter_attachments()])
read = email.message_from_bytes(new.as_bytes(policy=policy.SMTP), policy=policy.default)
print(read['subject'], read['from'].addresses[0].display_name, read['content-type'].params['boundary'])
print([part.get_content() for part in read.walk() if not part.is_multipart()])
for setting in ('x' * 100 + '\n', 'é' * 100 + '\n', 'plain\n', 'ä short\n'):
    for cte in (None, 'base64', 'quoted-printable', '8bit'):
        other = email.message.EmailMessage(policy=policy.default.clone(cte_type='7bit'))
        other.set_content(setting, cte=cte)
        print(other['content-transfer-encoding'], ascii(other.get_payload())[:60], other.get_content() == setting)
for action in (lambda: new.make_alternative(), lambda: new.set_content('x'), lambda: new.__setitem__('subject', 'again'),
               lambda: new.__setitem__('x', 'a\nb'), lambda: new.__setitem__('a b', 'c'), lambda: new.get_content(),
               lambda: policy.default.clone(foo=1), lambda: setattr(policy.default, 'utf8', True),
               lambda: email.message.EmailMessage().set_content(1)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, str(error).replace('\n', ' '))
print(policy.SMTP, policy.default + policy.strict, policy.SMTPUTF8.clone(max_line_length=40))

# ---- utilities

for date in ('Wed, 3 Apr 2002 14:58:26 +0800', 'Friday, 19-Nov-82 16:14:55 EST', 'Sun Nov  6 08:49:37 1994', '5 Feb 03 13.47 -0000', 'no'):
    print(email.utils.parsedate_tz(date), email.utils.parsedate(date))
print(email.utils.getaddresses(['A <a@b>, "C, D" <c@d> (x)', 'group: e@f, g@h;', 'i (J)', '<>']), email.utils.parseaddr('x y <z@w>'))
print(email.utils.getaddresses(['a@b, (', 'a@b <c@d>', 'x <@r:y@z>'], strict=False), email.utils.getaddresses(['a@b <c@d>']))
print(email.utils.encode_rfc2231('a ü', 'utf-8'), email.utils.decode_rfc2231("utf-8'en'x%20y"), email.utils.quote('a"\\'), email.utils.unquote('"a\\"b"'))
