# Errors of pieces that stand outside of elements.
import xml.parsers.expat as E
for s in ('plain','  plain','','  ','<a/>x','<a/> &amp;','&amp;','<','<a','<a><','x<a/>','1<a/>','<a></b>','<a/><b/>','<!--c-->x',']]>','<a>]]></a>','\x01','<a>\x01</a>','é','?','.','<?xml version="1.0"?>plain','<a b></a>','<a b=1/>','<a b="1" b="2"/>','<!DOCTYPE a><x','<!DOCTYPE','-','<1/>','< a/>','"x"','%x;','(a)','|','<a/>1','<a/>&','#x','>','/>','<a>&x;</a>','<a>&</a>','<a>&#0;</a>','plain text','plain>','a b','a<b','<a/>x','<a/>x<','<a/> (','<a/>%x;','<a/>%','%','% ','a?','a?b','#a<','"x','<a/>"x','<a/>?','a,b',"'x'",'#','é<','x&y','x/','a;'):
    p=E.ParserCreate()
    try: p.Parse(s,True); print(repr(s),'ok')
    except E.ExpatError as e: print(repr(s),e)
