// Goal: the server never hands out a compressed form of other bytes, and a browser never keeps an old
// file under a new name. Method: real folders, written twice.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Site } from '../../assets/site/site.mjs';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
after(() => rmSync(folder, { recursive: true }));

async function write(files) {
  const site = new Site(folder);
  for (const [name, text] of Object.entries(files)) site.add(name, text);
  return await site.write();
}

test('each file has compressed forms of the same bytes', async () => {
  await write({ 'data/a.json': '{"a":1}' });
  assert.equal(brotliDecompressSync(readFileSync(join(folder, 'data/a.json.br'))).toString(), '{"a":1}');
  assert.equal(gunzipSync(readFileSync(join(folder, 'data/a.json.gz'))).toString(), '{"a":1}');
});

test('a second run writes nothing, a change writes that file alone', async () => {
  const files = { 'a.json': '1', 'b.json': '2' };
  await write(files);
  assert.equal((await write(files)).written, 0);
  const before = statSync(join(folder, 'a.json')).mtimeMs;
  assert.equal((await write({ ...files, 'b.json': '3' })).written, 1);
  assert.equal(statSync(join(folder, 'a.json')).mtimeMs, before);
  assert.equal(brotliDecompressSync(readFileSync(join(folder, 'b.json.br'))).toString(), '3');
});

test('a missing compressed form is made again', async () => {
  await write({ 'a.json': '1' });
  rmSync(join(folder, 'a.json.br'));
  assert.equal((await write({ 'a.json': '1' })).written, 1);
});

test('what is no longer part of the site goes away, with its compressed forms', async () => {
  await write({ 'old.json': '1', 'a.json': '1' });
  await write({ 'a.json': '1' });
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('old')), []);
});

test('a versioned name follows the bytes', () => {
  const name = (bytes) => new Site(folder).addVersioned('core.js', bytes);
  assert.match(name('one'), /^core\.[0-9a-f]{12}\.js$/);
  assert.equal(name('one'), name('one'));
  assert.notEqual(name('one'), name('two'));
});

test('a reference names a file of the site', () => {
  const site = new Site(folder);
  const served = site.addVersioned('fonts/regular.woff2', 'x');
  assert.equal(site.resolve('url("/{{fonts/regular.woff2}}")'), `url("/${served}")`);
  assert.throws(() => site.resolve('{{fonts/bold.woff2}}'), /names no file/);
});

test('what is compressed already is served as it is', async () => {
  const site = new Site(folder);
  site.add('logo.png', 'x');
  await site.write();
  assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('logo')), ['logo.png']);
});

test('two files of one name are refused', () => {
  const site = new Site(folder);
  site.add('a', '1');
  assert.throws(() => site.add('a', '2'), /two files/);
});
