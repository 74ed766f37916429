"""Reads mails (one file each, in the folder named) as a program of somebody else's would, and prints what it understood as JSON."""
import json
import pathlib
import sys
from email import policy
from email.parser import BytesParser

from icalendar import Calendar


def parts(message, depth=0):
    yield {
        "type": message.get_content_type(),
        "depth": depth,
        "charset": message.get_content_charset(),
        "method": message.get_param("method"),
        "file": message.get_filename(),
        "defects": [str(defect) for defect in message.defects],
    }
    if message.is_multipart():
        for part in message.iter_parts():
            yield from parts(part, depth + 1)


def calendar(message):
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            text = part.get_payload(decode=True)
            entry = Calendar.from_ical(text)
            event = entry.walk("VEVENT")[0]
            return {
                "method": str(entry["METHOD"]),
                "uid": str(event["UID"]),
                "sequence": int(event["SEQUENCE"]),
                "status": str(event["STATUS"]),
                "summary": str(event["SUMMARY"]),
                "start": event["DTSTART"].dt.isoformat(),
                "organizer": str(event["ORGANIZER"]),
                "attendee": str(event["ATTENDEE"]),
                "errors": [str(error) for error in event.errors],
                "longest": max(len(line) for line in text.split(b"\r\n")),
                "bare": text.replace(b"\r\n", b"").count(b"\n"),
            }
    return None


def read(path):
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    return {
        "subject": str(message["subject"]),
        "from": str(message["from"]),
        "to": str(message["to"]),
        "id": str(message["message-id"]),
        "auto": str(message["auto-submitted"]),
        "date": message["date"].datetime.isoformat(),
        "receivers": len(message["to"].addresses),
        "headers": sorted({name.lower() for name in message.keys()}),
        "parts": list(parts(message)),
        "text": message.get_body(("plain",)).get_content(),
        "html": message.get_body(("html",)).get_content(),
        "calendar": calendar(message),
    }


print(json.dumps([read(path) for path in sorted(pathlib.Path(sys.argv[1]).iterdir())]))
