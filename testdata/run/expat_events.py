# What the handlers of a parser are told of many documents, and the errors of those that aren't well-formed, with their places.
import pyexpat

DTD = b'''<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!-- top comment -->
<?target some data?>
<!DOCTYPE root PUBLIC "-//A  B//" "sys.dtd" [
<!ELEMENT root (a?,(b|c)*,d+)>
<!ELEMENT a (#PCDATA|b|c)*>
<!ELEMENT b EMPTY>
<!ELEMENT c ANY>
<!ELEMENT d (#PCDATA)>
<!ATTLIST a x CDATA "def&amp;ault" y (one|two) #REQUIRED z NMTOKENS #IMPLIED w CDATA #FIXED 'fix'>
<!ATTLIST b n NOTATION (gif|jpg) "gif" id ID #IMPLIED t NMTOKENS "  p  q ">
<!NOTATION gif SYSTEM "gif.exe">
<!NOTATION jpg PUBLIC "jpg pub">
<!NOTATION png PUBLIC "png pub" "png.exe">
<!ENTITY e1 "text <b/> &#65; &amp; more">
<!ENTITY e2 "[&e1;]">
<!ENTITY ext SYSTEM "ext.ent">
<!ENTITY unp SYSTEM "u.gif" NDATA gif>
<!ENTITY % pe "<!ENTITY e3 'three'>">
%pe;
<!ENTITY % extpe PUBLIC "pp" "ext.pe">
<?pi in dtd?>
<!-- comment in dtd -->
]>
<root xmlns:p="urn:p" xmlns="urn:d">
 <a x=" A  B " y='one' z=" m  n ">txt&e1;&e2;&#x41;&lt;]] > \xc3\xa9</a>
 <b t=" u   v " id="i"/><p:c p:q="1" q='2'>\r\nline\rline2<![CDATA[raw <>&]] ]]]]><![CDATA[x
y]]></p:c>
 <d>&ext;</d><?pi   after ?>
 <!-- in - side --></root>
<!-- end -->
<?end?>
'''

DOCUMENTS=[DTD,
b'<a/>', b'<a b="c"/>', b'<a b="1" b="2"/>', b'<a><b></a>', b'<a>&undefined;</a>', b'<a>&#0;</a>', b'<a b="&#xD800;"/>', b'<a>]]></a>', b'<a></a><b/>', b'<a></a>x', b'', b'  ', b'x', b'<', b'<a', b'<!', b'<!-', b'<!--', b'<!-- a -- b --><a/>', b'<!DOCTYPE', b'<!DOCTYPE a>', b'<!DOCTYPE a><a/>', b'<!DOCTYPE a [', b'<!DOCTYPE a SYSTEM "x"><a>&y;</a>', b'<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>', b'<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a b="&x;"/>', b'<!DOCTYPE a [<!ENTITY x "<b>">]><a>&x;</b></a>', b'<!DOCTYPE a [<!ENTITY x "</a>">]><a>&x;', b'<!DOCTYPE a [<!ENTITY x "<b">]><a>&x;</a>', b'<!DOCTYPE a [<!ENTITY x "<">]><a b="&x;"/>', b'<!DOCTYPE a [<!ENTITY x "&#60;">]><a b="&x;"/>', b'<!DOCTYPE a [<!ENTITY x SYSTEM "s">]><a b="&x;"/>', b'<!DOCTYPE a [<!ENTITY x SYSTEM "s" NDATA n>]><a>&x;</a>', b'<!DOCTYPE a [<!ENTITY x SYSTEM "s" NDATA n>]><a b="&x;"/>', b'<!DOCTYPE a [%x;]><a>&y;</a>', b'<!DOCTYPE a [%x;<!ENTITY y "1">]><a>&y;</a>',
b'<!DOCTYPE a [<!ENTITY % x "<!ELEMENT a (b)"> %x;]><a/>', b'<!DOCTYPE a [<!ENTITY x "%y;">]><a/>', b'<!DOCTYPE a [<!ELEMENT a (b,c|d)>]><a/>', b'<!DOCTYPE a [<!ELEMENT a ((b|c)+,d?)*>]><a/>', b'<!DOCTYPE a PUBLIC "{}" "x"><a/>', b'<?xml version="1.0"?><?xml version="1.0"?><a/>', b' <?xml version="1.0"?><a/>', b'<a><?xml version="1.0"?></a>', b'<?XML x?><a/>', b'<?xml?><a/>', b'<?xml version="1.0" standalone="maybe"?><a/>', b'<?xml version=1.0?><a/>', b'<?xml version="1.0" encoding="UTF-8" standalone="yes" x="y"?><a/>',b'<?xml encoding="UTF-8"?><a/>',b'<?xml version="1.0" encoding="1"?><a/>',b'<?xml version="1.0"encoding="x"?><a/>', b'<?xml version = "1.0" ?><a/>',
b'<?xml version="1.0" encoding="iso-8859-1"?><a b="\xe9">\xe9\xff</a>', b'<?xml version="1.0" encoding="us-ascii"?><a b="x">\xe9</a>', b'<?xml version="1.0" encoding="cp1252"?><a>\x80\x81</a>', b'<?xml version="1.0" encoding="koi8-r"?><\xc1\xc2>\xc1</\xc1\xc2>',
b'<!DOCTYPE a [<!ENTITY a "x%y;">]><a/>', b'<!DOCTYPE a SYSTEM "r"><a/>',
b'<!DOCTYPE a [<!ENTITY a "x&#13;&#10;&#10;y">]><a b="&a;">&a;<![CDATA[&a;\r]]></a>',
'<?xml version="1.0" encoding="utf-16"?><a b="\u20ac">\U0001f600x\r\n</a>'.encode('utf-16'), '<?xml version="1.0" encoding="utf-8"?><a/>'.encode('utf-16-be'), '<a>\u1234</a>'.encode('utf-16-le'), b'\xef\xbb\xbf<a>\xe2\x82\xac</a>', '<\u00e9l\u00e9ment \u4e00="1">\u0300</\u00e9l\u00e9ment>'.encode(), b'<a>\xff</a>', b'<a>\xc3</a>', b'<a>\xed\xa0\x80</a>', b'<a>\xef\xbf\xbf</a>', b'<a>\xf0\x9f\x98\x80</a>', b'<\xf0\x9f\x98\x80/>', b'<a>\x01</a>',
b'<a xmlns:x="u" x:b="1" xmlns:y="u" y:b="2"/>', b'<x:a/>', b'<a x:b="1"/>', b'<a xmlns:x=""/>', b'<a xmlns:xml="u"/>', b'<a xmlns:xmlns="u"/>', b'<a xmlns:x="http://www.w3.org/XML/1998/namespace"/>', b'<a xmlns="http://www.w3.org/2000/xmlns/"/>', b'<a xml:lang="en"/>', b'<a:b:c/>', b'<:a/>', b'<a:/>', b'<a xmlns="u"><b xmlns=""/></a>', b'<xmlns:a/>', b'<a xmlns:p="u v"/>', b'<p:a xmlns:p="u"><q:b xmlns:q="v" q:c="1" d="2"/></p:a>',
b'<a>\r\n\r\r\n\n</a>\r', b'<a b="\r\n\t x"/>', b'<!-- \r\n \r --><?x \r\n y?><a/>', b'<a>x]', b'<a>x]]', b'<a>x\r', b'<a><![CDATA[x]]', b'<a><![CDATA[x', b'<a><![CDAT', b'<![CDATA[x]]>', b'<a/ >', b'<a b=c/>', b'<a b "c"/>', b'<a b="<"/>', b'<a b="c"d="e"/>', b'</a>', b'<a></a >', b'<a></a b>', b'<a></>', b'<?a?><a/>', b'<??><a/>', b'<?a!b?><a/>', b'<a>&a</a>', b'<a>& </a>', b'<a>&#x;</a>', b'<a>&#;</a>', b'<a>&#1x;</a>', b'<a>&#99999999999;</a>', b'<a>&#x10FFFF;</a>',b'<a>&#65;</a>',
b'<!DOCTYPE a [<!ATTLIST a b CDATA "x" b CDATA "y"><!ATTLIST a b ID #IMPLIED>]><a/>', b'<!DOCTYPE a [<!ATTLIST a xmlns CDATA "urn:x" p:y CDATA "1" xmlns:p CDATA "urn:p">]><a/>', b'<!DOCTYPE a [<!ATTLIST a b (x|y) "z" c NOTATION(n|m) #REQUIRED>]><a b=" x "/>', b'<!DOCTYPE a [<!ENTITY lt "&#38;#60;"><!ENTITY amp "x">]><a>&lt;&amp;</a>', b'<!DOCTYPE a [<!ENTITY a "1"><!ENTITY a "2">]><a>&a;</a>', b'<!DOCTYPE a [<![INCLUDE[ ]]>]><a/>', b'<!DOCTYPE a [<!ENTITY a "\r\n&#13;x">]><a b="&a;">&a;</a>', b'<!DOCTYPE a [<!ENTITY x "y<![CDATA[z]]>w"><!ENTITY q "a&x;b">]><a>&q;</a>', b'<!DOCTYPE a [<!ENTITY x "<![CDATA[z">]><a>&x;]]></a>', b'<!DOCTYPE a [<!ENTITY x "z&#93;&#93;&#62;]">]><a>&x;</a>', b'<!DOCTYPE a [<!ENTITY x "]">]><a>&x;]></a>',b'<!DOCTYPE a [<!ENTITY x "&y;">]><a>&x;</a>',b'<!DOCTYPE a [<!ENTITY x "p\r">]><a>&x;</a>',b'<!DOCTYPE a [<!ENTITY x "&#13;">]><a>&x;</a>', b'<!DOCTYPE a [<!ENTITY x "<?xml version=\'1.0\'?>">]><a>&x;</a>',
]

EXT={'r':b'<!ENTITY % a "x\n%a;">','ext.ent':b'<?xml version="1.0" encoding="utf-8"?>ext<x>&e1;</x>','ext.pe':b'<!ENTITY e4 "four"><![INCLUDE[<!ENTITY e5 "five %n; ">]]><![IGNORE[ <![ x ]]> ]]>','sys.dtd':b'<?xml encoding="utf-8"?><!ENTITY % n "N"><!ATTLIST root k CDATA "kk"><!ENTITY % body "(a,b)"><!ELEMENT z %body;><!ENTITY v "%n;val"><!ENTITY % q SYSTEM "q.txt"><!ENTITY vq "[%q;]">', 'q.txt': b'<?xml version="1.0" encoding="utf-8"?>q \r\n"q&#65;"\r\n%n;#65;" %n;','x':b'<!ENTITY y "yy">', 's': b'<b>', }

HANDLERS = ['StartElement', 'EndElement', 'ProcessingInstruction', 'CharacterData', 'UnparsedEntityDecl', 'NotationDecl', 'StartNamespaceDecl',
            'EndNamespaceDecl', 'Comment', 'StartCdataSection', 'EndCdataSection', 'StartDoctypeDecl', 'EndDoctypeDecl', 'EntityDecl', 'XmlDecl',
            'ElementDecl', 'AttlistDecl', 'SkippedEntity', 'NotStandalone']


def run(document, separator, default, piece, external):
    stack = [pyexpat.ParserCreate(namespace_separator=separator)]

    def teller(name):
        def handler(*args):
            p = stack[-1]
            print('  ', name, *map(repr, args), f'{p.CurrentLineNumber}:{p.CurrentColumnNumber}', p.CurrentByteIndex)
            return 1
        return handler

    def entity(context, base, system, public):
        print('  ', 'entity', context and sorted(context.split('\f')), base, system, public)
        if system not in EXT:
            return 1
        stack.append(stack[-1].ExternalEntityParserCreate(context))
        try:
            stack[-1].Parse(EXT[system], True)
        except pyexpat.ExpatError as e:
            print('  ', 'error in it:', e, e.code)
            return 0
        finally:
            del stack[-1]
        return 1

    p = stack[0]
    for name in HANDLERS:
        setattr(p, name + 'Handler', teller(name))
    if default:
        setattr(p, default, teller(default))
    p.ExternalEntityRefHandler = entity
    p.SetParamEntityParsing(external)
    p.SetReparseDeferralEnabled(piece != 1)
    try:
        for i in range(0, len(document), piece or max(len(document), 1)):
            p.Parse(document[i:i + (piece or len(document))])
        p.Parse(b'', True)
        print('   fine')
    except pyexpat.ExpatError as e:
        print('  ', e, e.code, p.CurrentByteIndex, p.ErrorCode)


for document in DOCUMENTS:
    print(document if len(document) < 300 else '(the long one)')
    run(document, '!', 'DefaultHandlerExpand', 0, 2)
    print('   -')
    run(document, None, 'DefaultHandler', 0 if document is DTD else 5, 0)
for i in range(0, len(DTD), 5):
    p = pyexpat.ParserCreate()
    try:
        p.Parse(DTD[:i], True)
    except pyexpat.ExpatError as e:
        print(i, e)
