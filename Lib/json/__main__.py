"""python -m json: see json.tool."""

from . import tool

if __name__ == '__main__':
    try:
        tool.main()
    except BrokenPipeError as error:
        raise SystemExit(error.errno)
