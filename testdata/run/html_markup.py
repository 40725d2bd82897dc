# Subclasses of HTMLParser that read markup in their own way, and texts that come in pieces.
from html.parser import HTMLParser
class P(HTMLParser):
    def parse_pi(self, i): print('pi at', i); return super().parse_pi(i)
    def parse_bogus_comment(self, i, report=0): print('bogus', i, report); return super().parse_bogus_comment(i, report)
    def parse_html_declaration(self, i): print('decl', i); return super().parse_html_declaration(i)
    def parse_starttag(self, i): print('start', i, self.check_for_whole_start_tag(i)); return super().parse_starttag(i)
    def parse_endtag(self, i): print('end', i); return super().parse_endtag(i)
    def parse_comment(self, i, report=True): print('comment', i); return super().parse_comment(i, report)
    def handle_comment(self, d): print('  C', repr(d))
    def handle_decl(self, d): print('  D', repr(d))
    def handle_pi(self, d): print('  PI', repr(d))
    def unknown_decl(self, d): print('  U', repr(d))
    def handle_data(self, d): print('  T', repr(d))
    def handle_starttag(self, t, a): print('  S', t, a)
    def handle_endtag(self, t): print('  E', t)
for t in ('<?php x ?><!DOCTYPE html><!-- c --><a href="x">t</a></ bogus><!bogus><![CDATA[ x ]]><br/>', '<!-- open', '<a href', '<?x', 'a < b', '<'):
    print('==', t); p = P(); p.feed(t); p.close()
class Q(HTMLParser):
    def handle_data(self, d): print('  T', repr(d))
    def handle_starttag(self, t, a): print('  S', t, a)
    def handle_endtag(self, t): print('  E', t)
    def handle_charref(self, d): print('  R', repr(d))
    def handle_entityref(self, d): print('  N', repr(d))
for c in (True, False):
    for t in ('<script>abc', '<title>a &amp; b', '<textarea>x', '<style>a</sty'):
        print('==', c, t); p = Q(convert_charrefs=c); p.feed(t); print('  fed'); p.feed(' more'); print('  fed2'); p.close()
