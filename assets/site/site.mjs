// A folder of files ready to be served: each beside its compressed forms, old ones taken away.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/// Formats that hold compressed bytes already.
const COMPRESSED = new Set(['.woff2', '.png', '.jpg', '.webp']);

export class Site {
  #folder;
  #wanted = new Map(); // name served -> bytes
  #names = new Map(); // plain name -> name served

  constructor(folder) {
    this.#folder = folder;
  }

  /// Adds a file under its own name: its readers ask each time whether it changed.
  add(name, bytes) {
    if (this.#names.has(name)) throw new Error(`two files are called ${name}`);
    this.#names.set(name, name);
    this.#wanted.set(name, Buffer.from(bytes));
  }

  /// Adds a file under a name with its hash, which may be kept for ever. Returns that name.
  addVersioned(name, bytes) {
    if (this.#names.has(name)) throw new Error(`two files are called ${name}`);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const extension = extname(name);
    const served = `${name.slice(0, name.length - extension.length)}.${hash}${extension}`;
    this.#names.set(name, served);
    this.#wanted.set(served, Buffer.from(bytes));
    return served;
  }

  /// [plain name, name served] of every file so far.
  names() {
    return this.#names.entries();
  }

  /// Text in which each `{{name}}` is replaced by the name that file is served under.
  resolve(text) {
    return text.replace(/\{\{([^}]+)\}\}/g, (_, name) => {
      const served = this.#names.get(name);
      if (!served) throw new Error(`{{${name}}} names no file of the site`);
      return served;
    });
  }

  /// Writes what changed, takes away what is no longer there. Returns counts.
  async write() {
    this.add('manifest.json', `${JSON.stringify(Object.fromEntries(this.#names), null, 2)}\n`);
    let written = 0;
    for (const [name, bytes] of this.#wanted) {
      if (await this.#writeFile(name, bytes)) ++written;
    }
    return { files: this.#wanted.size, written, removed: this.#removeOthers() };
  }

  async #writeFile(name, bytes) {
    const path = join(this.#folder, name);
    const compressible = !COMPRESSED.has(extname(name));
    const complete = existsSync(path) && readFileSync(path).equals(bytes)
      && (!compressible || (existsSync(`${path}.br`) && existsSync(`${path}.gz`)));
    if (complete) return false;
    mkdirSync(dirname(path), { recursive: true });
    rmSync(path, { force: true }); // absent until its compressed forms are those of the new bytes
    if (compressible) {
      const [small, wide] = await Promise.all([
        compressBrotli(bytes, { params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        } }),
        compressGzip(bytes, { level: 9 }),
      ]);
      replace(`${path}.br`, small);
      replace(`${path}.gz`, wide);
    }
    replace(path, bytes);
    return true;
  }

  #removeOthers() {
    let removed = 0;
    for (const path of filesUnder(this.#folder)) {
      const name = relative(this.#folder, path).replace(/\.(br|gz)$/, '');
      if (this.#wanted.has(name)) continue;
      rmSync(path);
      ++removed;
    }
    return removed;
  }
}

/// Every file under `folder`, deep, in the order of names.
export function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory()
      ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]));
}

function replace(path, bytes) {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
}
