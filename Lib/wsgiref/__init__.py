"""WSGI, the interface between web servers and applications in Python (PEP 3333): a server, handlers, checks and helpers."""
