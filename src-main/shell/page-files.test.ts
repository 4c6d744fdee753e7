import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerPageRequest } from './page-files.ts'

let outer = ''
let folder = ''

beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'chancery-page-'))
  folder = join(outer, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<script nonce="CHANCERY-CSP-NONCE" src="/assets/a.js"></script>')
  await writeFile(join(folder, 'assets', 'a.js'), 'void 0')
  await writeFile(join(outer, 'secret.json'), '{}')
  await symlink(join(outer, 'secret.json'), join(folder, 'assets', 'link.json'))
})
afterAll(() => rm(outer, { recursive: true }))

test('the start page carries a fresh nonce in the page and in its policy', async () => {
  const first = await answerPageRequest(folder, 'GET', 'app://chancery/')
  const second = await answerPageRequest(folder, 'GET', 'app://chancery/')
  const nonce = /nonce="([^"]+)"/.exec(Buffer.from(first.body).toString())?.[1] ?? ''
  expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/)
  expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`)
  expect(Buffer.from(second.body).toString()).not.toContain(nonce)
})

test('a route of the page gets the start page, a file its own type', async () => {
  expect((await answerPageRequest(folder, 'GET', 'app://chancery/certificates/7')).headers['content-type']).toContain(
    'text/html'
  )
  const script = await answerPageRequest(folder, 'GET', 'app://chancery/assets/a.js?v=1')
  expect(script.status).toBe(200)
  expect(script.headers['content-type']).toContain('text/javascript')
  expect(script.headers['x-content-type-options']).toBe('nosniff')
})

test.each([
  ['a missing file', 'GET', 'app://chancery/assets/none.js', 404],
  ['an encoded climb', 'GET', 'app://chancery/assets/%2e%2e%2f%2e%2e%2fsecret.json', 400],
  ['an encoded backslash', 'GET', 'app://chancery/..%5c..%5csecret.json', 400],
  ['a plain climb', 'GET', 'app://chancery/../../secret.json', 404],
  ['a link out of the folder', 'GET', 'app://chancery/assets/link.json', 404],
  ['a zero byte', 'GET', 'app://chancery/a%00.js', 400],
  ['broken encoding', 'GET', 'app://chancery/%E0%A4%A.js', 400],
  ['another host', 'GET', 'app://other/assets/a.js', 400],
  ['a write', 'POST', 'app://chancery/assets/a.js', 405]
])('%s is refused', async (_case, method, address, status) => {
  const answer = await answerPageRequest(folder, method, address)
  expect(answer.status).toBe(status)
  expect(answer.body).toHaveLength(0)
})
