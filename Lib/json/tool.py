"""The command that checks JSON and writes it in a readable form."""

import argparse
import json
import sys


def _colored(text, theme):
    # Colours keys, strings, numbers and words of a document that json wrote.
    import re
    kinds = {'key': theme.definition, 'string': theme.string, 'number': theme.number, 'word': theme.keyword}
    token = re.compile(r'(?P<key>"(?:\\.|[^"\\])*")(?=:)|(?P<string>"(?:\\.|[^"\\])*")'
                       r'|(?P<number>NaN|-?Infinity|-?[0-9][0-9.eE+-]*)|(?P<word>true|false|null)')
    return token.sub(lambda found: f'{kinds[found.lastgroup]}{found[0]}{theme.reset}', text)


def _parser():
    parser = argparse.ArgumentParser(description='A simple command line interface for json module to validate and '
                                     'pretty-print JSON objects.', color=True)
    parser.add_argument('infile', nargs='?', default='-', help='a JSON file to be validated or pretty-printed')
    parser.add_argument('outfile', nargs='?', default=None, help='write the output of infile to outfile')
    parser.add_argument('--sort-keys', action='store_true',
                        help='sort the output of dictionaries alphabetically by key')
    parser.add_argument('--no-ensure-ascii', dest='ensure_ascii', action='store_false',
                        help='disable escaping of non-ASCII characters')
    parser.add_argument('--json-lines', action='store_true', help='parse input using the JSON Lines format. Use with '
                        '--no-indent or --compact to produce valid JSON Lines output.')
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument('--indent', type=int, default=4,
                        help='separate items with newlines and use this number of spaces for indentation')
    layout.add_argument('--tab', dest='indent', action='store_const', const='\t',
                        help='separate items with newlines and use tabs for indentation')
    layout.add_argument('--no-indent', dest='indent', action='store_const', const=None,
                        help='separate items with spaces rather than newlines')
    layout.add_argument('--compact', action='store_true', help='suppress all whitespace separation (most compact)')
    return parser


def main():
    """Read, check and write."""
    from _colorize import can_colorize, get_theme
    options = _parser().parse_args()
    settings = {'sort_keys': options.sort_keys, 'indent': options.indent, 'ensure_ascii': options.ensure_ascii}
    if options.compact:
        settings.update(indent=None, separators=(',', ':'))
    try:
        source = sys.stdin if options.infile == '-' else open(options.infile, encoding='utf-8')
        try:
            values = [json.loads(line) for line in source] if options.json_lines else [json.load(source)]
        finally:
            if source is not sys.stdin:
                source.close()
        target = sys.stdout if options.outfile is None else open(options.outfile, 'w', encoding='utf-8')
        with target:
            theme = get_theme(tty_file=target).syntax if can_colorize(file=target) else None
            for value in values:
                if theme is not None:
                    target.write(_colored(json.dumps(value, **settings), theme))
                else:
                    json.dump(value, target, **settings)
                target.write('\n')
    except ValueError as error:
        raise SystemExit(error)


if __name__ == '__main__':
    try:
        main()
    except BrokenPipeError as error:
        raise SystemExit(error.errno)
