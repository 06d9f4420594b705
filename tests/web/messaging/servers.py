"""Real servers on loopback that the tests start and stop: one takes mail, one takes SMS."""

import json
import socketserver
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class SmtpTalk(socketserver.StreamRequestHandler):
    """One conversation with a client."""

    def handle(self):
        server = self.server
        self.say(server.greeting)
        recipient = ""
        while line := self.rfile.readline().decode().strip():
            verb, rest = line[:4].upper(), line[4:]
            if verb in {"EHLO", "HELO"}:
                self.say("250 stub")
            elif verb == "MAIL":
                self.say(server.replies.get("sender", "250 ok"))
            elif verb == "RCPT":
                recipient = rest.partition("<")[2].partition(">")[0]
                self.say(server.replies.get(recipient, "250 ok"))
            elif verb == "DATA":
                self.take(recipient)
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self, recipient):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        reply = self.server.replies.get("data", "250 ok")
        if reply.startswith("2"):
            self.server.mails.append((recipient, b"".join(lines)))
            self.server.arrived.set()
        self.server.hold.wait()
        self.say(reply)

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class SmtpServer(socketserver.ThreadingTCPServer):
    """Takes mail and keeps it; replies by recipient (or `sender`, `data`), and may hold back its last reply."""

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), SmtpTalk)
        self.mails, self.replies, self.greeting = [], {}, "220 stub"
        self.arrived, self.hold = threading.Event(), threading.Event()
        self.hold.set()

    @property
    def port(self):
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """A client that vanishes is what some tests are about."""


class Gateway(BaseHTTPRequestHandler):
    """One request to the SMS gateway."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers), json.loads(body)))
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(self.server.reply)

    def do_GET(self):
        self.server.asked.append((dict(self.headers), "GET"))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


class GatewayServer(ThreadingHTTPServer):
    """Takes SMS and keeps them."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Gateway)
        self.asked, self.status, self.headers, self.reply = [], 202, {}, b'{"id": "sms-42"}'

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/sms"


@contextmanager
def running(server):
    """Serve while the block runs, then close the door."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
