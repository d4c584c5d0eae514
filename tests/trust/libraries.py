"""Texts through the tools' own libraries: many in one process, one answer a text.

The commands of `peers` take a process or a file a text, which ten thousand paragraphs forbid.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from trust.peers import NODE

Fixed = Sequence[str | None]
"""A text for each; None where the tool raised an exception or printed one."""
Fix = Callable[[Sequence[str]], Fixed]

DRIVER = """
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
const require = createRequire(process.argv[1] + '/');
const load = {
  autocorrect: async () => require('autocorrect-node').format,
  zhlint: async () => {
    const { run } = await import(require.resolve('zhlint'));
    return text => run(text, { rules: { preset: 'default' } }).result;
  },
};
const fix = await load[process.argv[2]]();
for (const name of ['log', 'error', 'warn', 'info']) console[name] = () => {};
for await (const line of createInterface({ input: process.stdin })) {
  let fixed = null;
  try { fixed = fix(JSON.parse(line)); } catch { }
  process.stdout.write(JSON.stringify(fixed ?? null) + '\\n');
}
"""


def _node(tool: str, texts: Sequence[str]) -> Fixed:
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = ["node", "--input-type=module", "-e", DRIVER, str(NODE.parent), tool]
    done = subprocess.run(command, input=lines.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.split(b"\n")[:-1]]


def _ftfy(texts: Sequence[str]) -> Fixed:
    fix_text = import_module("ftfy").fix_text
    return [fix_text(text) for text in texts]


LIBRARIES: Mapping[str, Fix] = {
    "autocorrect": lambda texts: _node("autocorrect", texts),
    "zhlint": lambda texts: _node("zhlint", texts),
    "ftfy": _ftfy,
}
