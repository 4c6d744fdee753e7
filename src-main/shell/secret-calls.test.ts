import { expect, test } from 'vitest'
import type { Reply } from '../../src-shared/desktop-bridge.ts'
import type { PinAnswers, PinQuestion } from './pin-dialog-form.ts'
import { secretCalls, type SecretFace } from './secret-calls.ts'

const window = { windowId: 1 }
const token = {
  address: 'pkcs11:token=house;serial=1',
  label: 'house',
  manufacturer: '',
  model: '',
  serial: '1',
  firmware: '',
  state: 'locked',
  tries: 'not-told',
  explanation: 'It waits for its PIN.',
  module: '/usr/lib/m.so',
  slot: '0',
  hardware: true,
  pinPad: false,
  minPin: 4,
  maxPin: 8,
  pinSource: null,
  waiting: false,
  queued: 0,
  algorithms: [],
  authorities: [],
  services: []
}
const unlocking = {
  operation: 'token.unlock',
  input: { token: token.address, keep: 'session' },
  also: [],
  language: 'en'
}

/** A shell whose person answers in this order, before an engine that takes one PIN. */
function desk(answers: readonly (PinAnswers | undefined)[], right = '4711') {
  const seen: [string, unknown][] = []
  const asked: PinQuestion[] = []
  const rest = [...answers]
  const face: SecretFace = {
    ask: (_window, question) => {
      asked.push(question)
      return Promise.resolve(rest.shift())
    },
    chooseKeyFile: () => Promise.resolve('-----BEGIN PRIVATE KEY-----'),
    chooseModule: () => Promise.resolve('/usr/lib/chosen.so')
  }
  const call = (operation: string, input: unknown): Promise<Reply> => {
    if (operation === 'token.list') return Promise.resolve({ ok: true, value: { tokens: [token], modules: [] } })
    seen.push([operation, input])
    const { pin } = input as { pin?: string }
    if (pin !== undefined && pin !== right) {
      const wrong = { code: 'wrong-passphrase', message: 'The PIN was wrong.', reasons: [] } as const
      return Promise.resolve({ ok: false, failure: wrong })
    }
    return Promise.resolve({ ok: true, value: 'done' })
  }
  const handlers = secretCalls({ call }, face)
  const run = (name: string, input: unknown): Promise<Reply> => handlers[name]?.(input, window) ?? expect.fail(name)
  return { run, seen, asked }
}

test('the PIN goes from the window of the shell to the engine, and the page gets the answer alone', async () => {
  const { run, seen, asked } = desk([{ pin: '4711' }])
  expect(await run('desktop.secret-call', unlocking)).toEqual({ ok: true, value: 'done' })
  expect(seen).toEqual([['token.unlock', { token: token.address, keep: 'session', pin: '4711' }]])
  expect(asked).toMatchObject([{ name: 'Token house (1)', warning: '' }])
})

test('a wrong PIN is said in the window, which asks again until it is right or given up', async () => {
  const once = desk([{ pin: '1' }, { pin: '4711' }])
  expect(await once.run('desktop.secret-call', unlocking)).toMatchObject({ ok: true })
  expect(once.asked.map(({ warning }) => warning)).toEqual(['', 'The PIN was wrong.'])
  const never = desk([{ pin: '1' }, undefined])
  expect(await never.run('desktop.secret-call', unlocking)).toMatchObject({ failure: { code: 'cancelled' } })
  expect(never.seen).toHaveLength(1)
})

test.each([
  ['a secret that the page gives itself', { ...unlocking, input: { token: token.address, pin: '4711' } }],
  ['a key that the page gives itself', { ...unlocking, operation: 'token.import', input: { token: 'x', file: 'x' } }],
  ['an operation that wants no secrets', { ...unlocking, operation: 'token.list' }],
  ['a name of the language', { ...unlocking, operation: 'constructor' }],
  ['words for the window', { ...unlocking, title: 'Enter the PIN of your bank' }],
  ['no input', { ...unlocking, input: null }],
  ['another language', { ...unlocking, language: 'xx' }]
])('%s is refused before anybody is asked', async (_case, call) => {
  const { run, seen, asked } = desk([{ pin: '4711' }])
  expect(await run('desktop.secret-call', call)).toMatchObject({ failure: { code: 'malformed' } })
  expect([seen, asked]).toEqual([[], []])
})

test('nobody is asked for the PIN of a token that the engine does not know', async () => {
  const { run, asked } = desk([{ pin: '4711' }])
  const call = { ...unlocking, input: { token: 'pkcs11:token=made-up' } }
  expect(await run('desktop.secret-call', call)).toMatchObject({ failure: { code: 'not-found' } })
  expect(asked).toEqual([])
})

test('the file of a key and a module go to the engine from where they were chosen', async () => {
  const { run, seen } = desk([{}])
  const call = { ...unlocking, operation: 'token.import', input: { token: token.address, label: 'old root' } }
  await run('desktop.secret-call', call)
  await run('desktop.module.add', {})
  expect(seen).toEqual([
    ['token.import', { token: token.address, label: 'old root', file: '-----BEGIN PRIVATE KEY-----' }],
    ['token.modules-add', { module: '/usr/lib/chosen.so' }]
  ])
})
