import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requestState } from '../../src-shared/model/request.ts'
import { seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { close, open } from './open.ts'
import { insertOperator } from './operators.ts'
import { countRequests, listRequests, type ListedRequest, type RequestFilter } from './request-list.ts'
import { getRequest, insertDecision, insertRequest, updateRequest } from './requests.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20)
const states = requestState.options
let store: Store
let seeded: Seeded
/** Not a multiple of the batch in which rows are indexed, so that some are not. */
const count = 650

beforeAll(async () => {
  store = open(':memory:')
  seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 2, profiles: 3 }))
  await transaction(store, (tx) => {
    for (let n = 1; n <= count; n++) {
      insertRequest(tx, {
        state: states[n % states.length] ?? 'draft',
        channel: n % 5 === 0 ? 'cli' : 'desk',
        requester: { n },
        requesterText: `requester ${n % 10}`,
        operatorId: null,
        profileId: seeded.profileIds[n % 3] ?? 0,
        profileRevisionId: seeded.revisionIds[n % 3] ?? 0,
        authorityId: seeded.authorityIds[n % 2] ?? 0,
        kind: 'new',
        csr: new Uint8Array([1]),
        spkiSha256: 'a',
        keyDescription: 'P-256',
        keyId: null,
        asked: { n },
        overrides: n % 50 === 0 ? { subject: [] } : null,
        candidate: {},
        reasons: null,
        subject: `CN=host-${n}.example.test,O=Müller`,
        names: `host-${n}.example.test`,
        transactionId: null,
        previousCertificateId: null,
        certificateId: null,
        approvalsNeeded: 1,
        note: '',
        createdAt: now + n,
        updatedAt: now + n,
        decidedAt: null
      })
    }
  })
})
afterAll(() => close(store))

function everyPage(filter: RequestFilter, descending: boolean, limit: number): ListedRequest[] {
  const rows: ListedRequest[] = []
  let cursor: string | null = null
  do {
    const page = listRequests(reader(store), { filter, descending, cursor, limit })
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor !== null)
  return rows
}

const numbers = Array.from({ length: count }, (_, n) => n + 1)
const cases: readonly (readonly [string, () => RequestFilter, (n: number) => boolean])[] = [
  ['nothing', () => ({}), () => true],
  ['a state', () => ({ states: ['pending-approval'] }), (n) => n % 11 === states.indexOf('pending-approval')],
  [
    'two states',
    () => ({ states: ['submitted', 'issued'] }),
    (n) => [states.indexOf('submitted'), states.indexOf('issued')].includes(n % 11)
  ],
  [
    'profile and channel',
    () => ({ profileId: seeded.profileIds[1] ?? 0, channel: 'cli' }),
    (n) => n % 3 === 1 && n % 5 === 0
  ],
  ['authority', () => ({ authorityId: seeded.authorityIds[1] ?? 0 }), (n) => n % 2 === 1],
  ['a word', () => ({ text: 'host-64' }), (n) => String(n).startsWith('64')],
  ['a frequent word', () => ({ text: 'EXAMPLE' }), () => true],
  ['requester and state', () => ({ text: 'host "requester', states: ['draft'] }), () => false],
  ['two words', () => ({ text: 'requester host-1' }), (n) => String(n).startsWith('1')],
  ['letters beyond ASCII', () => ({ text: 'MÜLLER' }), () => true]
]

describe.each(cases)('requests filtered by %s', (_name, filter, belongs) => {
  test.each([true, false])('come once each in order of age, newest first %s', (descending) => {
    const wanted = numbers.filter(belongs)
    if (descending) wanted.reverse()
    expect(everyPage(filter(), descending, 9).map((row) => row.id)).toEqual(wanted)
  })

  test('are counted', () => {
    expect(countRequests(reader(store), filter())).toEqual({ n: numbers.filter(belongs).length, capped: false })
  })
})

test('a row of the list has the approvals of its present content and leaves the bytes behind', async () => {
  const operatorId = await transaction(store, (tx) =>
    insertOperator(tx, {
      name: 'a',
      displayName: 'A',
      roles: [],
      state: 'active',
      createdAt: now,
      lastSignInAt: null,
      failedCount: 0,
      blockedUntil: null,
      preferences: {}
    })
  )
  await transaction(store, (tx) =>
    insertDecision(tx, { requestId: 50, operatorId, decision: 'approve', reason: '', changes: null, at: now })
  )
  const [row] = listRequests(reader(store), {
    filter: { text: 'host-50.' },
    descending: true,
    cursor: null,
    limit: 5
  }).rows
  expect(row).toMatchObject({ id: 50, approvals: 1, overrides: { subject: [] } })
  expect(Object.keys(row ?? {})).not.toContain('csr')
})

test.each([3, count])(
  'request %s is found under its new names after they changed, and no longer under the old',
  async (id) => {
    const before = getRequest(reader(store), id)
    await transaction(store, (tx) =>
      updateRequest(tx, id, before?.version ?? 0, { names: `changed-${id}.test`, subject: `CN=changed-${id}` }, true)
    )
    expect(everyPage({ text: `changed-${id}.test` }, true, 5).map((row) => row.id)).toEqual([id])
    expect(everyPage({ text: `host-${id}.example` }, true, 5)).toEqual([])
    await transaction(store, (tx) =>
      updateRequest(
        tx,
        id,
        (before?.version ?? 0) + 1,
        { names: before?.names ?? '', subject: before?.subject ?? '' },
        true
      )
    )
  }
)
