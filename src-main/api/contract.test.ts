import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { operations, type OperationName } from '../../src-shared/api/index.ts'
import { permissions } from '../../src-shared/model/permission.ts'
import { exportAudit } from '../store/audit.ts'
import { reader } from '../store/store.ts'
import { startWithAlice, type Person, type TestEngine } from '../testing/test-engine.ts'
import { handlers } from './handlers/index.ts'
import { httpStatus } from './http-status.ts'

const names = Object.keys(operations).filter((name): name is OperationName => Object.hasOwn(operations, name))
const sesame = 'open sesame 74219'

let made: TestEngine & { readonly alice: Person }
beforeAll(async () => {
  made = await startWithAlice()
  await made.alice.call('role.save', { name: 'none', label: 'Nothing', permissions: ['backup.create'] })
  await made.alice.call('role.save', { name: 'other', label: 'Something else', permissions: ['viewer.use'] })
  await made.alice.call('operator.create', { name: 'bob', roles: ['none'], passphrase: 'copper anvil in june' })
  await made.alice.call('operator.create', { name: 'eve', roles: ['other'], passphrase: 'copper anvil in june' })
})
afterAll(() => made.stop())

const codeOf = async (person: Person, name: string, input: unknown = {}): Promise<string> => {
  const reply = await person.reply(name, input)
  return reply.ok ? 'ok' : reply.failure.code
}

describe.each(names)('%s', (name) => {
  const { summary, input } = operations[name]

  test('has a handler and a sentence for people', () => {
    expect(Object.hasOwn(handlers, name)).toBe(true)
    expect(summary).toMatch(/^[A-Z].*[^.]$/)
  })

  test('is named by area and verb, and takes a strict object', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z0-9-]+$/)
    expect(input.def.catchall).toBeInstanceOf(z.ZodNever)
  })

  test('refuses unknown fields, each by name', async () => {
    const reply = await made.alice.reply(name, { unheardOf: 1, 'another one': 2 })
    const reasons = reply.ok ? [] : reply.failure.reasons.filter(({ rule }) => rule === 'input.unknown-field')
    expect(reasons.map(({ where }) => where)).toEqual(['unheardOf', 'another one'])
  })
})

describe.each(names.filter((name) => operations[name].access !== 'public'))('%s', (name) => {
  test('is refused to who is not signed in', async () => {
    expect(await codeOf(made.person(), name)).toBe('unauthenticated')
  })
})

describe.each(names.filter((name) => !['public', 'signed-in'].includes(operations[name].access)))('%s', (name) => {
  test('is refused without its permission, and the log has it', async () => {
    const person = made.person()
    const operator = operations[name].access === 'backup.create' ? 'eve' : 'bob'
    await person.call('session.sign-in', { operator, passphrase: 'copper anvil in june' })
    const before = rows().length
    expect(await codeOf(person, name)).toBe('forbidden')
    expect(rows().slice(before)).toMatchObject([{ operation: name, outcome: 'refused' }])
  })
})

test('every secret that goes in stays out of the audit log and the technical log', async () => {
  const withSecrets = names.filter((name) => secretFields(name).length > 0)
  expect(withSecrets).toContain('session.sign-in')
  expect(withSecrets).toContain('authority.import')
  for (const name of withSecrets) {
    // Once with everything else missing or wrong, once as complete as a stranger could send it.
    const secrets = Object.fromEntries(secretFields(name).map((field) => [field, sesame]))
    await made.alice.reply(name, secrets)
    await made.alice.reply(name, { ...sampleOf(name), ...secrets })
    await made.person().reply(name, { ...sampleOf(name), ...secrets })
  }
  expect(JSON.stringify(rows())).not.toContain(sesame)
  expect(made.log()).not.toContain(sesame)
})

test('a name that is not an own name of the table is no operation', async () => {
  for (const name of [
    'toString',
    '__proto__',
    'constructor',
    'hasOwnProperty',
    '',
    'authority',
    'Authority.list',
    'x'.repeat(10_000)
  ])
    expect(await codeOf(made.alice, name), name).toBe('unknown-operation')
})

/** Not asked for, but looked at: who has it sees more in the same operations. */
const widening: ReadonlySet<string> = new Set(['request.read'])

test('every permission is asked for by an operation, or widens one', () => {
  const asked = new Set<string>(names.map((name) => operations[name].access))
  expect(permissions.filter((permission) => !asked.has(permission) && !widening.has(permission))).toEqual([])
})

test('every error code has an HTTP status that says it failed', () => {
  expect(Object.values(httpStatus).every((status) => status >= 400 && status < 600)).toBe(true)
})

test('what uses a key is refused while the vault is locked, what reads is not', async () => {
  // An engine of its own: among the calls above are some that end a session.
  const own = await startWithAlice()
  own.engine.vault.lock()
  const signing = names.filter((name) => operations[name].effect === 'sign')
  const codes = await Promise.all(
    signing.map(async (name) => `${await codeOf(own.alice, name, sampleOf(name))} ${name}`)
  )
  expect(codes.filter((one) => !one.startsWith('locked '))).toEqual([])
  expect(await codeOf(own.alice, 'certificate.list')).toBe('ok')
  await own.stop()
})

function rows(): readonly unknown[] {
  return [...exportAudit(reader(made.engine.ca.store))]
}

function shapeOf(name: OperationName): Readonly<Record<string, z.core.$ZodType>> {
  return operations[name].input.shape
}

/** Fields marked as secret, at any layer of optional and default. */
function secretFields(name: OperationName): readonly string[] {
  return Object.entries(shapeOf(name)).flatMap(([field, schema]) => {
    for (let layer: z.core.$ZodType | undefined = schema; layer !== undefined;) {
      if (z.globalRegistry.get(layer)?.['secret'] === true) return [field]
      const def: z.core.$ZodTypeDef = layer._zod.def
      layer = 'innerType' in def ? (def.innerType as z.core.$ZodType) : undefined
    }
    return []
  })
}

/** An input that fits the schema: every required field with the first value that it takes. */
function sampleOf(name: OperationName): Record<string, unknown> {
  const candidates: readonly unknown[] = [
    1,
    'x',
    '1y',
    'bob',
    true,
    [1],
    ['other'],
    ['backup.create'],
    'unspecified',
    'CN=x',
    '0a',
    {},
    [],
    'opensesame now and then',
    'bob@example.test',
    '271828',
    '9c',
    'P-256',
    { keyAlgorithms: ['P-256'] },
    'rehearsal',
    [{ role: 'administrator', person: 'Alice' }],
    { by: 'requester', requester: 'x' },
    'a'.repeat(64)
  ]
  return Object.fromEntries(
    Object.entries(shapeOf(name)).flatMap(([field, schema]) => {
      if (z.safeParse(schema, undefined).success) return []
      const value = candidates.find((candidate) => z.safeParse(schema, candidate).success)
      if (value === undefined) throw new Error(`no sample for ${name} ${field}`)
      return [[field, value]]
    })
  )
}
