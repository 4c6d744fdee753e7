import { describe, expect, test } from 'vitest'
import type { GeneralName } from '../../src-shared/model/general-name.ts'
import { parseNameText } from '../../src-shared/model/name-text.ts'
import { addConstraints, unconstrained, violations } from './name-constraints.ts'

const subtree = (base: GeneralName) => ({ base, minimum: 0, maximum: null })
const noSubject = { value: [], isEmpty: true }

function judged(base: GeneralName, name: GeneralName, list: 'permitted' | 'excluded' = 'permitted'): string {
  const constraints = {
    permitted: list === 'permitted' ? [subtree(base)] : [],
    excluded: list === 'excluded' ? [subtree(base)] : []
  }
  return violations(addConstraints(unconstrained, constraints), noSubject, [name])[0]?.kind ?? 'allowed'
}

describe('permitted subtrees', () => {
  test.each([
    ['dns', 'example.test', 'www.example.test', 'allowed'],
    ['dns', 'example.test', 'EXAMPLE.test', 'allowed'],
    ['dns', 'example.test', 'badexample.test', 'not-permitted'],
    ['dns', '.example.test', 'example.test', 'not-permitted'],
    ['dns', '', 'anything.test', 'allowed'],
    ['email', 'example.test', 'ann@example.test', 'allowed'],
    ['email', 'example.test', 'ann@mail.example.test', 'not-permitted'],
    ['email', '.example.test', 'ann@mail.example.test', 'allowed'],
    ['email', 'ann@example.test', 'Ann@example.test', 'not-permitted'],
    ['email', 'ann@example.test', 'ann@EXAMPLE.test', 'allowed'],
    ['uri', '.example.test', 'https://www.example.test:8443/x', 'allowed'],
    ['uri', 'example.test', 'https://www.example.test/', 'not-permitted'],
    ['uri', 'example.test', 'urn:example:test', 'not-understood'],
    ['uri', 'example.test', 'https://192.0.2.1/', 'not-understood'],
    ['ip', '192.0.2.0/24', '192.0.2.77', 'allowed'],
    ['ip', '192.0.2.0/24', '192.0.3.1', 'not-permitted'],
    ['ip', '192.0.2.0/255.255.255.192', '192.0.2.64', 'not-permitted'],
    ['ip', '2001:db8::/33', '2001:db8:7fff::1', 'allowed'],
    ['ip', '2001:db8::/33', '2001:db8:8000::1', 'not-permitted'],
    ['ip', '192.0.2.0/24', '2001:db8::1', 'not-permitted'],
    ['upn', '@example.test', 'ann@example.test', 'allowed'],
    ['upn', 'example.test', 'ann@other.test', 'not-permitted']
  ] as const)('%s %s and the name %s: %s', (kind, base, name, expected) => {
    expect(judged({ kind, value: base }, { kind, value: name })).toBe(expected)
  })

  test('a directory name is inside when the base is a prefix of its RDNs, case and blanks aside', () => {
    const base: GeneralName = { kind: 'directory', value: parseNameText('C=US,O=Test  Certificates') }
    expect(judged(base, { kind: 'directory', value: parseNameText('C=US,O=test certificates,CN=x') })).toBe('allowed')
    expect(judged(base, { kind: 'directory', value: parseNameText('C=US,CN=x') })).toBe('not-permitted')
  })

  test('one kind of name does not restrain another', () => {
    expect(judged({ kind: 'dns', value: 'example.test' }, { kind: 'ip', value: '192.0.2.1' })).toBe('allowed')
  })

  test('a name must be inside the subtrees of every certificate above', () => {
    const first = addConstraints(unconstrained, {
      permitted: [subtree({ kind: 'dns', value: 'example.test' })],
      excluded: []
    })
    const both = addConstraints(first, { permitted: [subtree({ kind: 'dns', value: 'a.example.test' })], excluded: [] })
    expect(violations(both, noSubject, [{ kind: 'dns', value: 'x.a.example.test' }])).toEqual([])
    expect(violations(both, noSubject, [{ kind: 'dns', value: 'b.example.test' }])).toHaveLength(1)
  })

  test('a registered id under a constraint on registered ids cannot be judged and is refused', () => {
    expect(judged({ kind: 'rid', value: '1.2.3' }, { kind: 'rid', value: '1.2.3' })).toBe('not-understood')
  })
})

test('an excluded subtree refuses what lies in it and nothing else', () => {
  expect(judged({ kind: 'dns', value: 'secret.test' }, { kind: 'dns', value: 'a.secret.test' }, 'excluded')).toBe(
    'excluded'
  )
  expect(judged({ kind: 'dns', value: 'secret.test' }, { kind: 'dns', value: 'open.test' }, 'excluded')).toBe('allowed')
})

test.each([
  ['dns', 'secret.example.test', '*.example.test', 'excluded'],
  ['dns', 'secret.example.test', 's*.example.test', 'excluded'],
  ['dns', 'secret.example.test', '*.other.test', 'allowed'],
  ['dns', 'a.secret.example.test', '*.example.test', 'allowed'],
  ['dns', 'secret.test', 'a.secret.test\u0000.open.test', 'not-understood'],
  ['dns', 'secret.test', 'a.secret.test ', 'not-understood'],
  ['uri', 'secret.test', 'https://%73ecret.test/', 'not-understood'],
  ['uri', 'secret.test', 'https://a@b@secret.test/', 'not-understood'],
  ['uri', 'secret.test', 'https://a@secret.test/', 'excluded'],
  ['email', 'secret.test', 'no mailbox', 'not-understood'],
  ['email', '@secret.test', 'ann@secret.test', 'not-understood']
] as const)('excluded %s %s and the name %j: %s', (kind, base, name, expected) => {
  expect(judged({ kind, value: base }, { kind, value: name }, 'excluded')).toBe(expected)
})

test('a name with a NUL in it lies in no permitted subtree: verifiers differ in where it ends', () => {
  expect(judged({ kind: 'dns', value: 'example.test' }, { kind: 'dns', value: 'evil.test\u0000.example.test' })).toBe(
    'not-understood'
  )
})

test('a user principal name and a mailbox that are written as another type of string do not slip by a constraint', () => {
  const asIa5 = (oid: string): GeneralName => ({ kind: 'other', oid, value: `160f${'61'.repeat(15)}` })
  const [upn, mailbox] = [asIa5('1.3.6.1.4.1.311.20.2.3'), asIa5('1.3.6.1.5.5.7.8.9')]
  for (const list of ['permitted', 'excluded'] as const) {
    expect(judged({ kind: 'upn', value: 'example.test' }, upn, list)).toBe('not-understood')
    expect(judged({ kind: 'email', value: 'example.test' }, mailbox, list)).toBe('not-understood')
    expect(judged(upn, { kind: 'upn', value: 'ann@example.test' }, list)).toBe('not-understood')
  }
  expect(judged({ kind: 'upn', value: 'example.test' }, mailbox)).toBe('allowed')
})

test('the subject emailAddress is judged where the certificate has no mailbox among its alternative names', () => {
  const state = addConstraints(unconstrained, {
    permitted: [subtree({ kind: 'email', value: 'example.test' })],
    excluded: []
  })
  const subject = { value: parseNameText('CN=Ann,1.2.840.113549.1.9.1=ann@other.test'), isEmpty: false }
  expect(violations(state, subject, [])).toHaveLength(1)
  expect(violations(state, subject, [{ kind: 'email', value: 'ann@example.test' }])).toEqual([])
})
