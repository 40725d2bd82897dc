# Mail in Japanese: charsets that mail replaces by another one.
from email.charset import Charset
from email.message import EmailMessage, Message
from email.mime.text import MIMEText

text = '\u65e5\u672c\u8a9e\n'
for charset in 'euc-jp', 'shift_jis', 'iso-2022-jp', 'utf-8', 'latin-1':
    words = text if charset != 'latin-1' else 'd\xe9j\xe0\n'
    message = EmailMessage()
    message.set_content(words, charset=charset)
    print(ascii(bytes(message)), message.get_content() == words)
    message = MIMEText(words, _charset=charset)
    print(ascii(message.as_string()))
    for given in charset, Charset(charset):
        message = Message()
        message.set_payload(words, given)
        print(message['Content-Type'], message['Content-Transfer-Encoding'], ascii(message.get_payload()),
              message.get_payload(decode=True).decode(message.get_content_charset()) == words)
