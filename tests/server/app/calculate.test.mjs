// Goal: POST /api/v1/calculate answers as `prevenance calculate` does, within its bounds. Method: the
// real program over HTTP.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeFolder, request, startServer } from './harness.mjs'
import { alone, rsaAlone } from './situations.mjs'

let folder
let server
before(async () => {
  folder = makeFolder()
  server = await startServer(folder)
})
after(async () => {
  await server.stop()
  folder.remove()
})

const post = (body, query = '') => request(`${server.url}/api/v1/calculate${query}`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body),
})

test('a null comes back filled, and nothing is kept by a cache', async () => {
  const answer = await post(alone())
  assert.equal(answer.status, 200)
  assert.match(answer.headers['content-type'], /^application\/json/)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.ok(Math.abs(answer.json().familles.f.rsa['2026-07'] - rsaAlone) < 0.01)
})

test('?law=1 is the law, and any other word is refused', async () => {
  assert.equal((await post(alone(), '?law=1')).status, 200)
  const refused = await post(alone(), '?law=perhaps')
  assert.equal(refused.status, 400)
  assert.match(refused.json().message, /law/)
})

test('what is not covered is told, and stays null', async () => {
  const answer = (await post(alone({ irpp: { 2026: null } }))).json()
  assert.equal(answer.familles.f.irpp['2026'], null)
  assert.deepEqual(answer.errors.map(({ path, code }) => [path, code]), [['familles/f/irpp/2026', 'unknown_variable']])
})

test('no situation is a bad request that names the place', async () => {
  for (const [body, place] of [['', /line 1/], ['{', /line 1/], ['[]', /no situation/], ['{"individus":{"a":{}}}', /individus\/a/]]) {
    const answer = await post(body)
    assert.equal(answer.status, 400)
    assert.equal(answer.json().code, 'bad_input')
    assert.match(answer.json().message, place)
  }
})

test('a body above 16 kB is read here, above 1 MiB nowhere', async () => {
  const padded = (bytes) => JSON.stringify({ ...alone(), padding: 'x'.repeat(bytes) })
  assert.equal((await post(padded(100_000))).status, 200)
  assert.equal((await post(padded(1 << 20))).status, 413)
})

test('other methods are refused, and many at once are answered alike', async () => {
  assert.equal((await request(`${server.url}/api/v1/calculate`)).status, 405)
  const answers = await Promise.all(Array.from({ length: 12 }, () => post(alone())))
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
})
