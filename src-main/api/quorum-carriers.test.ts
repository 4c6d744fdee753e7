import { request } from 'node:http'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations, type OperationName } from '../../src-shared/api/index.ts'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import { ruleTerms } from '../../src-shared/model/quorum.ts'
import { exportAudit } from '../store/audit.ts'
import { putQuorumRule } from '../store/quorum.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import { passphrases, setRule, startQuorumHouse, type QuorumHouse } from '../testing/quorum-house.ts'
import { startAdminHttp } from './http.ts'
import { startLocalSocket } from './local-socket.ts'
import { createLocalPort, createPort } from './port.ts'

type Carrier = (operation: string, input: unknown) => Promise<Reply>
const signal = new AbortController().signal
const credentials = { operator: 'alice', passphrase: passphrases.alice }

let made: QuorumHouse
let folder: string
const carriers = new Map<string, Carrier>()
const closing: (() => Promise<unknown>)[] = []

/** A call as the command line makes it. */
function overSocket(
  socketPath: string,
  operation: string,
  input: unknown,
  token = ''
): Promise<{ readonly reply: Reply; readonly token: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(token === '' ? {} : { 'x-chancery-session': token }) }
    const sent = request({ socketPath, path: `/api/${operation}`, method: 'POST', headers }, (response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
      response.on('end', () =>
        resolve({ reply: JSON.parse(body) as Reply, token: String(response.headers['x-chancery-session'] ?? '') })
      )
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(input))
  })
}

beforeAll(async () => {
  made = await startQuorumHouse()
  folder = mkdtempSync(join(tmpdir(), 'chancery-carriers-'))
  writeFileSync(join(folder, 'index.html'), '<title>Chancery</title>')
  await made.alice.call('authority.create', { name: 'root', subject: 'CN=Test Root' })
  await setRule(made, { operation: 'authority.retire', needed: 2, roles: ['ca-administrator'] }, ['bob', 'carol'])

  const port = createPort(made.engine)
  carriers.set('a window', (operation, input) => port.call(operation, input, { windowId: 1 }))
  await port.call('session.sign-in', credentials, { windowId: 1 })

  // A command that opened the folder itself, as the owner who unlocked it.
  await made.engine.unlock({ kind: 'typed', passphrase: passphrases.alice }, 'alice')
  const local = createLocalPort(made.engine)
  carriers.set('a command that opens the folder', (operation, input) => local.call(operation, input, signal))

  const path = join(folder, 'engine.sock')
  const socket = await startLocalSocket(made.engine, path)
  closing.push(() => socket.close())
  carriers.set('the local socket as its owner', async (...call) => (await overSocket(path, ...call)).reply)
  const { token } = await overSocket(path, 'session.sign-in', credentials)
  carriers.set('the local socket with a session', async (...call) => (await overSocket(path, ...call, token)).reply)

  const server = await startAdminHttp(made.engine, { listen: { host: '127.0.0.1', port: 0 }, rendererFolder: folder })
  closing.push(() => server.close())
  const post = (operation: string, input: unknown, cookie: string): Promise<Response> =>
    fetch(`${server.address}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(input)
    })
  const cookie = (await post('session.sign-in', credentials, '')).headers.get('set-cookie')?.split(';')[0] ?? ''
  carriers.set('HTTP', async (operation, input) => (await post(operation, input, cookie)).json() as Promise<Reply>)
})
afterAll(async () => {
  for (const close of closing) await close()
  await made.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe.each([
  'a window',
  'a command that opens the folder',
  'the local socket as its owner',
  'the local socket with a session',
  'HTTP'
])('over %s', (name) => {
  const over: Carrier = (operation, input) => carriers.get(name)?.(operation, input) ?? Promise.reject(new Error(name))

  test('what is under a rule becomes a proposal, and nothing is done', async () => {
    const reply = await over('authority.retire', { authority: 'root', comment: name })
    expect(reply).toMatchObject({
      ok: false,
      failure: { code: 'approval-needed', reasons: [{ rule: 'quorum.proposal' }] }
    })
    const shown = await over('authority.show', { authority: 'root' })
    expect(shown).toMatchObject({ ok: true, value: { authority: { state: 'active' } } })
    const done = [...exportAudit(reader(made.engine.ca.store))].filter(
      ({ operation, outcome }) => operation === 'authority.retire' && outcome === 'ok'
    )
    expect(done).toEqual([])
  })

  test('its proposal is not carried out without the approvals', async () => {
    const listed = await over('quorum.list', {})
    const rows = listed.ok ? (listed.value as { rows: { id: number }[] }).rows : []
    expect(rows.length).toBeGreaterThan(0)
    for (const { id } of rows)
      expect(await over('quorum.execute', { id })).toMatchObject({ ok: false, failure: { code: 'conflict' } })
  })
})

test('every operation that a rule can be set for is stopped by the gate before its handler', async () => {
  const names = Object.keys(operations).filter(
    (name): name is OperationName => Object.hasOwn(operations, name) && made.engine.quorum.canBeRuled(name)
  )
  expect(names.length).toBeGreaterThan(60)
  const heads = (await made.alice.call('quorum.rules', {})).operations
  const governed = new Set(heads.flatMap(({ operation, also }) => [operation, ...also]))
  expect(names.filter((name) => !governed.has(name))).toEqual([])
  const own = await startQuorumHouse()
  const terms = ruleTerms.parse({ needed: 1, roles: ['ca-administrator'] })
  await transaction(own.engine.ca.store, (writer) => {
    for (const { operation } of heads) putQuorumRule(writer, { operation, terms, updatedAt: 0, updatedBy: 'test' })
  })
  const free = names.filter((name) => own.engine.quorum.requirementsFor(name, {}).length === 0)
  expect(free.filter((name) => name !== 'quorum.set')).toEqual([])
  await own.stop()
})
