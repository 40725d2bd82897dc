"""Documents by SAX and by DOM."""

import io
import xml.dom
import xml.sax
from xml.dom import minidom, pulldom
from xml.sax import saxutils
from xml.sax.handler import feature_namespaces, property_lexical_handler

TEXT = '''<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE lib [<!ELEMENT lib (book*)><!ATTLIST book id ID #IMPLIED lang CDATA "en"> <!ENTITY who "A &amp; B"><!NOTATION n SYSTEM "n">]>
<lib xmlns:x="urn:x"><?do it?><book id="b1" x:k="v &lt; &quot;w&quot;">Text &who; <b>bold</b></book><!-- note --><x:book/>
<![CDATA[<raw> & ]]></lib>'''


class Show(xml.sax.ContentHandler, xml.sax.handler.LexicalHandler):
    def startDocument(self):
        print('document', self._locator.getLineNumber())

    def startElement(self, name, attrs):
        print('<', name, attrs.items(), self._locator.getLineNumber(), self._locator.getColumnNumber())

    def endElement(self, name):
        print('>', name)

    def startElementNS(self, name, qname, attrs):
        print('<', name, qname, attrs.items(), attrs.getQNames())

    def endElementNS(self, name, qname):
        print('>', name)

    def startPrefixMapping(self, prefix, uri):
        print('prefix', prefix, uri)

    def characters(self, content):
        print('text', repr(content))

    def processingInstruction(self, target, data):
        print('?', target, data)

    def comment(self, content):
        print('comment', content)

    def startDTD(self, name, public_id, system_id):
        print('dtd', name, public_id, system_id)

    def endDocument(self):
        print('end')


xml.sax.parseString(TEXT.encode(), Show())
parser = xml.sax.make_parser()
parser.setFeature(feature_namespaces, 1)
handler = Show()
parser.setContentHandler(handler)
parser.setProperty(property_lexical_handler, handler)
parser.parse(io.StringIO(TEXT))
for bad in ('<a>', '<a></b>', '', '<a b=1/>'):
    try:
        xml.sax.parseString(bad, xml.sax.ContentHandler())
    except xml.sax.SAXParseException as error:
        print(error, error.getLineNumber(), error.getColumnNumber(), error.getMessage())
for action in (lambda: parser.getFeature('x'), lambda: parser.setFeature(xml.sax.handler.feature_validation, 1),
               lambda: parser.setProperty('x', 1)):
    try:
        action()
    except xml.sax.SAXException as error:
        print(type(error).__name__)
out = io.StringIO()
writer = saxutils.XMLGenerator(out, 'utf-8', short_empty_elements=True)
xml.sax.parseString(TEXT.encode(), saxutils.XMLGenerator(out, 'utf-8'))
writer.startElement('e', {'a': '"\n&'})
writer.endElement('e')
print(out.getvalue())
print(saxutils.escape('a<b>&"', {'"': '&q;'}), saxutils.unescape('&lt;&amp;lt;'), saxutils.quoteattr('a"b'), saxutils.quoteattr('a"\'b\t'))

# ---- DOM

document = minidom.parseString(TEXT)
lib = document.documentElement
print(document.toxml())
print(document.toprettyxml(indent=' ', encoding='ascii'))
print(document.doctype.name, document.doctype.internalSubset, len(document.doctype.notations), document.version, document.encoding)
print([node.nodeName for node in lib.childNodes], lib.firstChild.nextSibling.tagName, lib.lastChild.data)
book = document.getElementsByTagName('book')[0]
print(book.attributes.items(), book.getAttribute('id'), repr(book.getAttribute('none')), book.hasAttribute('id'))
print(book.getAttributeNS('urn:x', 'k'), [node.localName for node in document.getElementsByTagNameNS('urn:x', '*')])
print(book.firstChild.data, book.getAttributeNode('id').isId, book.getAttributeNode('id').schemaType)
new = document.createElement('new')
new.appendChild(document.createTextNode('a<b'))
new.appendChild(document.createTextNode('&c'))
new.setAttribute('z', '1')
new.setAttributeNS('urn:x', 'x:z', '2')
lib.insertBefore(new, book)
print(new.toxml(), len(new.childNodes), new.firstChild.wholeText)
new.normalize()
print(len(new.childNodes), new.firstChild.splitText(2).data, [node.data for node in new.childNodes])
copy = lib.cloneNode(True)
print(copy.toxml() == lib.toxml(), copy.parentNode, copy.ownerDocument is document)
old = lib.replaceChild(document.createComment('was a book'), book)
print(old is book, book.parentNode, lib.toxml())
lib.removeChild(new)
fragment = document.createDocumentFragment()
for name in 'pq':
    fragment.appendChild(document.createElement(name))
lib.appendChild(fragment)
print([node.nodeName for node in lib.childNodes], len(fragment.childNodes))
other = minidom.getDOMImplementation().createDocument('urn:y', 'y:root', minidom.getDOMImplementation().createDocumentType('y:root', 'p', 's'))
other.documentElement.appendChild(other.importNode(book, True))
print(other.toxml())
print(document.renameNode(lib, 'urn:z', 'z:lib').toxml()[:20], lib.prefix, lib.localName)
for action in (lambda: lib.removeChild(book), lambda: document.appendChild(document.createElement('second')),
               lambda: document.createTextNode('x').appendChild(lib), lambda: lib.insertBefore(new, book),
               lambda: document.createTextNode('abc').substringData(5, 1), lambda: lib.setAttributeNode(book.getAttributeNode('id')),
               lambda: minidom.parseString('<a'), lambda: document.createComment('--').toxml(), lambda: lib.removeAttribute('none')):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, getattr(error, 'code', None))
with minidom.parseString('<a><b/></a>') as short:
    print(short.documentElement.childNodes.length, short.documentElement.childNodes.item(5))

# ---- events

events = pulldom.parseString(TEXT)
for event, node in events:
    print(event, node.nodeName, repr(node.nodeValue))
    if event == pulldom.START_ELEMENT and node.tagName == 'book':
        events.expandNode(node)
        print('  ', node.toxml())
