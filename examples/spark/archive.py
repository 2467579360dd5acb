#!/usr/bin/env python3
"""Run dixit over an archive with Spark: a listing of files in, N-Quads shards out.

    spark-submit archive.py LISTING OUT [--dixit PATH] [--slices N] [-- EXPORT-OPTION...]

LISTING names one WARC or JSONL file a line, by a path that every worker can
open (a shared folder, or a mounted bucket). OUT is a new folder; it gets
`part-*.gz` with N-Quads and, only when all of it is there, `_SUCCESS`.

    zcat OUT/part-*.gz | LC_ALL=C sort -u        # what one machine would write, sorted

Nothing above the pipe can fail: it hands out names and no more. A worker that
dies is tried again. A file that cannot be read, or a page that is broken, is
not a failure of the job: it is counted, named in OUT.report, and said at the end.
"""

import argparse
import json
import shlex
import sys
from pathlib import Path

from pyspark.sql import SparkSession

HERE = Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description="Run dixit over an archive with Spark.")
    parser.add_argument("listing", help="a file that names one input a line")
    parser.add_argument("out", help="a folder that is not there yet")
    parser.add_argument("--dixit", default="dixit", help="the command, as a worker finds it")
    parser.add_argument("--slices", type=int, default=0, help="how many tasks; else one a file")
    parser.add_argument("options", nargs="*", help="options of `dixit export`, behind --")
    return parser.parse_args()


def main():
    args = arguments()
    spark = SparkSession.builder.appName("dixit").getOrCreate()
    context = spark.sparkContext
    names = [line.strip() for line in open(args.listing, encoding="utf-8") if line.strip()]
    if len(set(names)) != len(names):
        sys.exit("dixit: the listing names a file twice")
    # A worker has a folder of its own: what it is told must be whole paths.
    out = Path(args.out).resolve()
    reports = out.with_name(out.name + ".report")
    reports.mkdir(parents=True, exist_ok=True)
    command = [str(HERE / "worker"), args.dixit, str(reports), *args.options]
    slices = args.slices or len(names)
    # checkCode: without it a worker that dies is a success with lines missing.
    quads = context.parallelize(names, slices).pipe(shlex.join(command), checkCode=True)
    quads.saveAsTextFile(out.as_uri(), "org.apache.hadoop.io.compress.GzipCodec")
    if not (out / "_SUCCESS").exists():
        sys.exit("dixit: the shards are not whole: there is no _SUCCESS")
    failed = without = 0
    for report in sorted(reports.glob("*.jsonl")):
        for line in open(report, encoding="utf-8"):
            trouble = json.loads(line)
            failed += trouble["failed"]
            without += not trouble["failed"]
            if trouble["failed"]:
                print(f"dixit: {trouble['input']}: {trouble['error']}", file=sys.stderr)
    print(
        f"dixit: {len(names)} files, {failed} articles or files failed, "
        f"{without} pages without an article; see {reports}",
        file=sys.stderr,
    )
    spark.stop()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
