import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noncePlaceholder } from '../../src-shared/content-security-policy.ts'
import { systemRandom } from '../world/random.ts'
import { answerFile } from './static-files.ts'

let base: string
let folder: string
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'chancery-files-'))
  folder = join(base, 'renderer')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), `<script nonce="${noncePlaceholder}" src="/assets/a.js"></script>`)
  writeFileSync(join(folder, 'assets', 'index-Ab3dEf9h.js'), 'run()')
  writeFileSync(join(base, 'outside.js'), 'secret')
  symlinkSync(join(base, 'outside.js'), join(folder, 'assets', 'link.js'))
})
afterAll(() => rmSync(base, { recursive: true }))

const get = (path: string): ReturnType<typeof answerFile> => answerFile(folder, path, systemRandom)
const text = (body: Uint8Array): string => Buffer.from(body).toString()

test('a route of the page gets the page with a nonce of its own, twice another', async () => {
  const [one, two] = [await get('/'), await get('/certificates/12')]
  const nonce = /nonce="([^"]+)"/.exec(text(one.body))?.[1]
  expect(one.headers['Content-Security-Policy']).toContain(`'nonce-${nonce}'`)
  expect(one.headers['Cache-Control']).toBe('no-store')
  expect(text(two.body)).not.toContain(String(nonce))
})

test('a file of the build is served under its type and may be kept', async () => {
  const file = await get('/assets/index-Ab3dEf9h.js')
  expect(file).toMatchObject({ status: 200, headers: { 'Content-Type': 'text/javascript; charset=utf-8' } })
  expect(file.headers['Cache-Control']).toContain('immutable')
})

test.each([
  '/../outside.js',
  '/%2e%2e/outside.js',
  '/..%2foutside.js',
  '/..%5coutside.js',
  '/assets/../../outside.js',
  '/assets/link.js',
  '/assets/%00.js',
  '/%E0%A4%A.js',
  '/missing.js'
])('%s gives nothing', async (path) => {
  const answer = await get(path)
  expect([400, 404]).toContain(answer.status)
  expect(answer.body).toHaveLength(0)
})
