import { afterAll, beforeAll, expect, test } from 'vitest'
import { getRequestWork } from '../../store/request-work.ts'
import { getRequestByTransaction } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import { makeCsr } from '../../testing/engine.ts'
import { startWithAlice, type Person, type TestEngine } from '../../testing/test-engine.ts'

let made: TestEngine & { readonly alice: Person }
let erin: Person
beforeAll(async () => {
  made = await startWithAlice()
  const { alice } = made
  await alice.call('authority.create', { name: 'root', subject: 'CN=Root,O=Example' })
  await alice.call('profile.create', { name: 'web', starter: 'tls-server', authority: 'root' })
  await alice.call('operator.create', { name: 'erin', roles: ['requester'], passphrase: 'copper anvil in june' })
  erin = made.person()
  await erin.call('session.sign-in', { operator: 'erin', passphrase: 'copper anvil in june' })
  for (const person of [alice, erin])
    await person.call('request.submit', { profile: 'web', csr: Buffer.from(makeCsr()).toString('base64') })
})
afterAll(() => made.stop())

test('a requester sees the own requests and no other', async () => {
  expect((await erin.call('request.list', {})).rows.map(({ requester }) => requester)).toEqual(['erin'])
  expect(new Set((await made.alice.call('request.list', {})).rows.map(({ requester }) => requester))).toEqual(
    new Set(['alice', 'erin'])
  )
})

test('somebody else’s request is for a requester as if it were not there', async () => {
  const { rows } = await made.alice.call('request.list', {})
  const of = (name: string): number => rows.find(({ requester }) => requester === name)?.id ?? 0
  expect((await erin.call('request.show', { id: of('erin') })).request.requester).toBe('erin')
  await expect(erin.call('request.show', { id: of('alice') })).rejects.toMatchObject({ code: 'not-found' })
  await expect(erin.call('request.comment', { id: of('alice'), text: 'seen' })).rejects.toMatchObject({
    code: 'not-found'
  })
})

test('taking back a request or its key says nothing of one that somebody else made', async () => {
  const { rows } = await made.alice.call('request.list', {})
  const id = rows.find(({ requester }) => requester === 'alice')?.id ?? 0
  for (const ask of [
    () => erin.call('request.cancel', { id }),
    () => erin.call('request.export-key', { id, passphrase: 'nine green bottles' }),
    () => erin.call('request.cancel', { id: 4711 })
  ])
    await expect(ask()).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/There is no request of yours with number \d+\.$/) as string
    })
})

test('a transaction id is of the operator who sent it: by somebody else it gives no earlier answer and changes none', async () => {
  const asked = { alternativeNames: [{ type: 'dns' as const, value: 'alice.example.test' }] }
  const once = { profile: 'web', keyAlgorithm: 'P-256', transactionId: 'once' }
  const { request } = await made.alice.call('request.submit', {
    ...once,
    asked,
    note: 'for the board',
    contact: 'alice@example.test'
  })
  const other = await erin.call('request.submit', {
    ...once,
    asked: { alternativeNames: [{ type: 'dns' as const, value: 'erin.example.test' }] },
    contact: 'erin@example.test'
  })
  expect(other.request).toMatchObject({ requester: 'erin', note: '', own: true })
  expect(other.request.id).not.toBe(request.id)
  expect(getRequestWork(reader(made.engine.ca.store), request.id)?.contact).toBe('alice@example.test')
  const again = await made.alice.call('request.submit', { ...once, asked })
  expect(again.request.id).toBe(request.id)
})

test('a transaction id that a protocol makes is not taken by who sends it at the desk', async () => {
  const csr = Buffer.from(makeCsr()).toString('base64')
  await erin.call('request.submit', { profile: 'web', csr, transactionId: 'scep:1' })
  expect(getRequestByTransaction(reader(made.engine.ca.store), 'scep:1')).toBeUndefined()
})

test('a requester takes the certificate of an own request once it is there, and of no other', async () => {
  const { rows } = await made.alice.call('request.list', {})
  const of = (name: string): number => rows.find(({ requester }) => requester === name)?.id ?? 0
  await expect(erin.call('request.export-certificate', { id: of('erin') })).rejects.toMatchObject({ code: 'conflict' })
  for (const { id } of rows) await made.alice.call('request.approve', { id })
  const { file } = await erin.call('request.export-certificate', { id: of('erin') })
  expect(
    Buffer.from(file.base64, 'base64')
      .toString()
      .match(/BEGIN CERTIFICATE/g)
  ).toHaveLength(2)
  await expect(erin.call('request.export-certificate', { id: of('alice') })).rejects.toMatchObject({
    code: 'not-found'
  })
})
