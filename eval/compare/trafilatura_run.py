#!/usr/bin/env python3
"""The same for Python's trafilatura: COMPARE_TIMES=FILE trafilatura_run.py read --format jsonl PAGES"""
import json
import os
import sys
import time

import trafilatura

seconds, worst, worst_page, pages = 0.0, 0.0, "", 0
with open(sys.argv[-1], encoding="utf8") as lines:
    for line in lines:
        page = json.loads(line)
        start = time.process_time()
        found = trafilatura.bare_extraction(
            page["html"], url=page.get("url"), include_comments=False, with_metadata=True)
        taken = time.process_time() - start
        pages += 1
        seconds += taken
        if taken > worst:
            worst, worst_page = taken, page["id"]
        found = found.as_dict() if found else {}
        print(json.dumps({"source": {"id": page["id"]}, "title": found.get("title"), "text": found.get("text") or "",
                          "published": {"value": found.get("date")}, "cpu": taken}))
if os.environ.get("COMPARE_TIMES"):
    with open(os.environ["COMPARE_TIMES"], "w", encoding="utf8") as out:
        json.dump({"pages": pages, "seconds": seconds, "worst": worst, "worst_page": worst_page, "failed": 0}, out)
