// Texts kept as files: a test fails when what it sees is no longer what stands there.
// PREVENANCE_UPDATE_CASES=1 writes them anew; the reviewer reads the difference.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

export function matchesSnapshot(name, actual) {
  const path = fileURLToPath(new URL(`../snapshots/${name}.txt`, import.meta.url));
  if (process.env.PREVENANCE_UPDATE_CASES === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.equal(actual, readFileSync(path, 'utf8'), `differs from tests/e2e/snapshots/${name}.txt`);
}
