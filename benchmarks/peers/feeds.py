"""Reads feeds with feedparser; prints entries and seconds as JSON. Arguments: how often, then files."""
import json, sys, time
import feedparser

rounds, files = int(sys.argv[1]), sys.argv[2:]
bodies = [open(file, "rb").read() for file in files]
for body in bodies[:3]:
    feedparser.parse(body)
entries, started = 0, time.perf_counter()
for _ in range(rounds):
    for body in bodies:
        entries += len(feedparser.parse(body).entries)
print(json.dumps({"entries": entries, "seconds": time.perf_counter() - started}))
