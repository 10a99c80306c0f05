"""Serves pages on loopback, fetches them and writes the traffic as WARC with warcio.

usage: write_warc.py FOLDER; writes crawl.warc and crawl.warc.gz, and pages.json with what each page held.
"""
import gzip
import json
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from warcio.capture_http import capture_http  # before http.client is used
from warcio.warcwriter import WARCWriter
import http.client

NAMES = ["Avik", "Bervik", "Corvik", "Dunvik", "Elvik", "Færvik"]


def page(name):
    line = f"The ferry to {name} was late again on Monday, as the harbour master had expected."
    body = "".join(f"<p>{line} {number}.</p>\n" for number in range(40))
    return f"<html><head><meta charset=utf-8><title>{name}</title></head><body><article><h1>{name}</h1>{body}</article></body></html>"


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path.startswith("/image"):
            return self.send("image/png", b"\x89PNG" * 100)
        index = int(self.path.rsplit("/", 1)[-1])
        body = page(NAMES[index]).encode()
        kind = "text/html; charset=utf-8"
        if index % 3 == 1:
            return self.send(kind, gzip.compress(body), ("Content-Encoding", "gzip"))
        if index % 3 == 2:
            return self.send(kind, zlib.compress(body), ("Content-Encoding", "deflate"), chunked=True)
        self.send(kind, body, chunked=index > 2)

    def send(self, kind, body, *headers, chunked=False):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value)
        if chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not chunked:
            self.wfile.write(body)
            return
        for start in range(0, len(body), 500):
            piece = body[start : start + 500]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_):
        pass


def fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    connection.getresponse().read()
    connection.close()


def main():
    folder = Path(sys.argv[1])
    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    for name, packed in [("crawl.warc", False), ("crawl.warc.gz", True)]:
        with open(folder / name, "wb") as out:
            writer = WARCWriter(out, gzip=packed)
            writer.write_record(writer.create_warcinfo_record(name, {"software": "warcio"}))
            with capture_http(writer):
                for index in range(len(NAMES)):
                    fetch(port, f"/page/{index}")
                    fetch(port, f"/image/{index}")
    server.shutdown()
    pages = {f"http://127.0.0.1:{port}/page/{index}": page(name) for index, name in enumerate(NAMES)}
    (folder / "pages.json").write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")


main()
