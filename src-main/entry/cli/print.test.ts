import { expect, test } from 'vitest'
import type { z } from 'zod'
import { operations } from '../../../src-shared/api/index.ts'
import { unixMs } from '../../../src-shared/model/scalars.ts'
import { clean, describe as words } from './print.ts'

test('lists become tables, fields become lines, times are written in UTC', () => {
  expect(
    words({
      rows: [
        { id: 1, subject: 'CN=a', notAfter: Date.UTC(2027, 0, 1), revokedAt: null },
        { id: 12, subject: 'CN=bb', notAfter: Date.UTC(2028, 0, 1), revokedAt: null }
      ],
      next: null,
      total: 2
    })
  ).toBe(
    [
      'rows: 2',
      '  id  subject  not after',
      '  1   CN=a     2027-01-01 00:00:00Z',
      '  12  CN=bb    2028-01-01 00:00:00Z',
      'next:  -',
      'total: 2'
    ].join('\n')
  )
  expect(words({ authority: { name: 'root', settings: { crl: { onRevocation: true } }, pem: 'a\nb\n' } })).toBe(
    [
      'authority:',
      '  name: root',
      '  settings:',
      '    crl:',
      '      on revocation: yes',
      '  pem:',
      '    a',
      '    b'
    ].join('\n')
  )
})

test('the calendar of CRLs says for each list what is out, and what waits', () => {
  const out = { number: '7', nextUpdate: Date.UTC(2027, 0, 1) }
  const printed = words({
    rows: [
      {
        authorityName: 'root',
        nextMade: null,
        lists: [{ scope: '', kind: 'complete', last: out }],
        waiting: [{ number: '8', thisUpdate: Date.UTC(2026, 11, 1) }]
      }
    ]
  })
  expect(printed).toMatch(/last:\n +number: +7\n +next update: 2027-01-01 00:00:00Z/)
  expect(printed).toMatch(/waiting: 1\n +number +this update\n +8 +2026-12-01 00:00:00Z/)
})

test('every time in every answer is written as one', () => {
  const names = new Set<string>()
  const isTime = (schema: z.core.$ZodType): boolean =>
    schema === unixMs || (schema._zod.parent !== undefined && isTime(schema._zod.parent))
  const seen = new Set<z.core.$ZodType>()
  const walk = (one: unknown, field: string): void => {
    if (!isSchema(one)) return
    if (isTime(one)) {
      names.add(field)
      return
    }
    // A schema without fields of its own is walked under each name that it is used by.
    const def = new Map(Object.entries<unknown>({ ...one._zod.def }))
    const shape = def.get('shape')
    if (typeof shape === 'object' && shape !== null) {
      if (seen.has(one)) return
      seen.add(one)
      for (const [name, value] of Object.entries<unknown>({ ...shape })) walk(value, name)
    }
    const options = def.get('options')
    if (Array.isArray(options)) for (const option of options) walk(option, field)
    for (const part of ['innerType', 'element', 'in', 'valueType']) walk(def.get(part), field)
  }
  for (const { output } of Object.values(operations)) walk(output, '')
  expect(names.size).toBeGreaterThan(30)
  for (const name of names) expect(words({ [name]: Date.UTC(2027, 0, 1) }), name).toContain('2027-01-01 00:00:00Z')
})

test('evidence of a check that nobody asked for was seen from nowhere, and that is not said', () => {
  const row = { kind: 'caa', subject: 'a.test', outcome: 'not-required', rule: 'caa.not-required', from: '' }
  expect(words({ evidence: [{ ...row, reason: 'Nothing asked for it.', steps: [], expiresAt: null, id: 0 }] })).toBe(
    ['evidence: 1', '  CAA, a.test: not required', '    Nothing asked for it.', '    (caa.not-required)'].join('\n')
  )
})

test('rows that hold sentences are written out one by one, with their sentences', () => {
  const findings = [{ level: 'note', text: 'Keys are files on this machine.' }]
  expect(
    words({
      reports: [
        { module: 'a.so', findings },
        { module: 'b.so', findings: [] }
      ]
    })
  ).toBe(
    [
      'reports: 2',
      '  module: a.so',
      '  findings: 1',
      '    level  text',
      '    note   Keys are files on this machine.',
      '',
      '  module: b.so',
      '  findings: none'
    ].join('\n')
  )
})

test('the mechanisms of a token are counted, and are read with --json', () => {
  expect(words({ mechanisms: [{ name: '0x1082' }, { name: 'CKM_ECDSA' }] })).toBe('mechanisms: 2 (--json lists them)')
})

test('the colours of a digest are for screens: its digits and words are printed', () => {
  const digest = { sha256: 'ff', words: ['zulu'], colours: [{ letter: 'F', colour: '#cc79a7' }] }
  expect(words({ digest })).toBe(['digest:', '  sha256: ff', '  words: zulu'].join('\n'))
})

test('a long text is cut in a column; a sentence that says what to do is whole, and last', () => {
  const long = 'x'.repeat(70)
  const message = `Do this. ${'And that. '.repeat(30)}`.trim()
  const [, , row] = words({ warnings: [{ code: 'weak', message, note: long }] }).split('\n')
  expect(row).toBe(`  weak  ${'x'.repeat(59)}…  ${message}`)
})

test('where not every column finds room, the sentence does', () => {
  const wide = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, name.repeat(60)]))
  const [, head] = words({ rows: [{ ...wide, message: 'Do this.' }] }).split('\n')
  expect(head).toMatch(/^ {2}a {2,}.* {2}message$/)
  expect(head).not.toMatch(/ d /)
})

test('a name with escape sequences or marks of direction is shown, not obeyed', () => {
  expect(clean('CN=\u001b[31mred\u202eevil\u0007')).toBe('CN=\\u001b[31mred\\u202eevil\\u0007')
  expect(words({ subject: 'a\u001b]0;title\u0007b' })).not.toContain('\u001b')
  expect(words({ text: 'line\n\u009b2J' })).not.toContain('\u009b')
})

test('evidence is told in sentences that are not cut, each with what was seen and where it is kept', () => {
  const reason = `The CAA records of www.example.test allow "other-ca.test" only, ${'and say so at length '.repeat(5)}.`
  const row = {
    id: 7,
    kind: 'caa',
    subject: 'www.example.test',
    method: null,
    outcome: 'failed',
    rule: 'caa.issuer-not-named',
    reason,
    from: 'the resolver 192.0.2.53',
    steps: ['example.test has 1 record.'],
    detail: {},
    expiresAt: Date.UTC(2027, 0, 1, 8)
  }
  const none = { id: 0, expiresAt: null, reason: 'Nobody\u001b asked.', steps: [] }
  const mpic = { ...row, ...none, kind: 'mpic', outcome: 'not-performed' }
  expect(words({ name: 'www.example.test', evidence: [row, mpic] })).toBe(
    [
      'name: www.example.test',
      'evidence: 2',
      '  CAA, www.example.test: FAILED',
      `    ${reason}`,
      '    - example.test has 1 record.',
      '    Seen from the resolver 192.0.2.53 (caa.issuer-not-named); may be used until 2027-01-01 08:00 UTC; evidence 7.',
      '  Other perspectives, www.example.test: not performed',
      '    Nobody\\u001b asked.',
      '    Seen from the resolver 192.0.2.53 (caa.issuer-not-named).'
    ].join('\n')
  )
})

test('a problem of an order is told in its own words, and what one row holds as a thing is no column', () => {
  const order = { id: 1, certificate: { state: 'active', notAfter: 5 }, error: null }
  const detail = `www.other.test has no A or AAAA record, ${'so there is nothing to connect to '.repeat(2)}`.trim()
  const failed = {
    id: 2,
    certificate: null,
    error: { type: 'urn:ietf:params:acme:error:dns', detail, subproblems: [] }
  }
  expect(words({ rows: [failed, order] })).toBe(['rows: 2', '  id  error', `  2   ${detail}`, '  1   -'].join('\n'))
})

test('every attempt to see a proof is told, however deep it lies', () => {
  const attempt = { at: Date.UTC(2027, 0, 1), outcome: 'failed', summary: 'Nothing listens there.', steps: ['Asked.'] }
  const challenges = [
    { id: 1, type: 'http-01', error: null, attempts: [{ ...attempt, seen: null }] },
    { id: 2, type: 'dns-01', error: null, attempts: [] }
  ]
  expect(words({ authorizations: [{ id: 4, challenges }] })).toBe(
    [
      'authorizations: 1',
      '  id: 4',
      '  challenges: 2',
      '    id:    1',
      '    type:  http-01',
      '    error: -',
      '    attempts: 1',
      '      2027-01-01 00:00:00Z: failed',
      '        Nothing listens there.',
      '        - Asked.',
      '',
      '    id:    2',
      '    type:  dns-01',
      '    error: -',
      '    attempts: none'
    ].join('\n')
  )
})

test('a comparison says what each field was and what it is, and what is the same', () => {
  const row = { field: 'x', encodingOnly: false }
  const rows = [
    { ...row, label: 'Version', kind: 'same', before: 'v3', after: 'v3' },
    { ...row, label: 'DNS names', kind: 'changed', before: 'a.test\nb.test', after: 'a.test' },
    { ...row, label: 'Issuer', kind: 'added', before: null, after: 'CN=Root' }
  ]
  expect(words({ rows })).toBe(
    [
      'rows: 3',
      '  DNS names: changed',
      '    - a.test',
      '    - b.test',
      '    + a.test',
      '  Issuer: added',
      '    + CN=Root',
      '  The same: Version'
    ].join('\n')
  )
  const element = { path: '1.1.2', tag: 'INTEGER', kind: 'changed', before: '05', after: '06', beforeAt: 13 }
  expect(words({ asn1: [element] })).toBe(['asn1: 1', '  1.1.2 INTEGER: changed', '    - 05', '    + 06'].join('\n'))
})

test('what the viewer found is told thing by thing, with its extensions in words', () => {
  const extensions = [{ oid: '2.5.29.15', label: 'Key usage', lines: ['Digital signature', 'CRL signing'] }]
  const found = {
    kind: 'certificate',
    title: 'CN=a',
    certificate: { subject: 'CN=a', extensions },
    asn1: {},
    base64: 'AA=='
  }
  expect(words({ container: 'PEM', objects: [found] })).toBe(
    [
      'container: PEM',
      'objects: 1',
      '  kind:  certificate',
      '  title: CN=a',
      '  certificate:',
      '    subject: CN=a',
      '    extensions: 1',
      '      oid        label      lines',
      '      2.5.29.15  Key usage  Digital signature; CRL signing'
    ].join('\n')
  )
})

test('a layer of a recorded message is told with what was read in it', () => {
  const step = {
    kind: 'http',
    side: 'request',
    lines: [{ label: 'from', value: '192.0.2.7' }],
    tree: null,
    bytes: null
  }
  expect(words({ steps: [step] })).toBe(
    ['steps: 1', '  kind  side     lines', '  http  request  from 192.0.2.7'].join('\n')
  )
})

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value
}
