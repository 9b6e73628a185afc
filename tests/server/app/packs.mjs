// Packs written for one test, and the program that works on them.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'

/** Where the packs of this test file stand; gone when its tests have run. */
export const folder = mkdtempSync(join(tmpdir(), 'prevenance-pack-'))
after(() => rmSync(folder, { recursive: true }))

/** Writes a pack of several files and returns its folder. */
export function pack(name, files) {
  for (const [file, text] of Object.entries(files)) {
    const path = join(folder, name, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return join(folder, name)
}

/** Runs `prevenance pack`. */
export function run(...words) {
  return spawnSync(process.env.PREVENANCE_BINARY, ['pack', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
}
