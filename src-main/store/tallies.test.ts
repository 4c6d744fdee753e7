import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedCertificate, seedOwners, type Seeded } from '../testing/seed-certificates.ts'
import { certificateStateAt } from './certificate-state.ts'
import { certificateColumns, insertCertificate, type CertificateRecord } from './certificates.ts'
import { allRows, getNumber, run } from './connection.ts'
import { close, open } from './open.ts'
import { countByRevision } from './profiles.ts'
import { insertRequest, updateRequest } from './requests.ts'
import { reinstateCertificate, revokeCertificate, suspendCertificate } from './revocations.ts'
import { reader, type Store } from './store.ts'
import {
  countByAuthority,
  countByKeyAlgorithm,
  countByProfile,
  countCertificatesByState,
  countExpiryWindows,
  countIssuedPerDay,
  countRequestsByState
} from './tallies.ts'
import { transaction } from './transaction.ts'

const now = Date.UTC(2026, 10, 20, 15, 30, 12, 345)
const dayMs = 86_400_000
let store: Store
let seeded: Seeded
beforeEach(async () => {
  store = open(':memory:')
  seeded = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 3, profiles: 3 }))
})
afterEach(() => close(store))

type Operation =
  | {
      readonly do: 'issue'
      readonly notBefore: number
      readonly life: number
      readonly class: CertificateRecord['class']
    }
  | { readonly do: 'revoke' | 'suspend' | 'reinstate' | 'delete' | 'undo'; readonly which: number }

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('issue' as const),
      // Around now, to the millisecond, so that days cut by `now` and by the windows are met.
      notBefore: fc.oneof(
        fc.integer({ min: -100, max: 3 }).map((days) => now + days * dayMs),
        fc.integer({ min: -3 * dayMs, max: dayMs }).map((ms) => now + ms)
      ),
      life: fc.oneof(
        fc.constantFrom(1, 7, 30, 60, 90).map((days) => days * dayMs),
        fc.integer({ min: 0, max: 95 * dayMs })
      ),
      class: fc.constantFrom('end-entity', 'authority', 'service', 'imported')
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'revoke' as const,
        'suspend' as const,
        'reinstate' as const,
        'delete' as const,
        'undo' as const
      ),
      which: fc.nat()
    })
  }
)

async function perform(operations: readonly Operation[]): Promise<void> {
  let number = 0
  const ids: number[] = []
  for (const each of operations) {
    const attempt = transaction(store, (tx) => {
      if (each.do === 'issue') {
        const row = seedCertificate(number++, seeded, now)
        ids.push(
          insertCertificate(tx, {
            ...row,
            class: each.class,
            notBefore: each.notBefore,
            notAfter: each.notBefore + each.life,
            createdAt: each.notBefore,
            authorityId: each.class === 'imported' ? null : row.authorityId,
            profileId: each.class === 'imported' ? null : row.profileId,
            profileRevisionId: each.class === 'imported' ? null : row.profileRevisionId
          })
        )
        return
      }
      const id = ids[each.which % Math.max(ids.length, 1)]
      if (id === undefined) return
      if (each.do === 'revoke' || each.do === 'undo')
        revokeCertificate(tx, id, { at: now, reason: 'superseded', invalidityAt: null })
      if (each.do === 'suspend') suspendCertificate(tx, id, now)
      if (each.do === 'reinstate') reinstateCertificate(tx, id)
      if (each.do === 'delete') run(tx, 'DELETE FROM certificate WHERE id = ?', [id])
      if (each.do === 'undo') throw new Error('undone')
    })
    // Refusals (a revoked certificate cannot be suspended …) are part of the run.
    await attempt.catch(() => undefined)
  }
}

/** The same figures by looking at every row. */
function byHand(rows: readonly CertificateRecord[]): unknown {
  const shown = rows.map((row) => certificateStateAt(row, now, 0))
  const n = (state: string): number => shown.filter((each) => each === state).length
  const per = (name: (row: CertificateRecord) => unknown): unknown => {
    const sums = new Map<unknown, { active: number; suspended: number; revoked: number }>()
    for (const row of rows) {
      const sum = sums.get(name(row)) ?? { active: 0, suspended: 0, revoked: 0 }
      sum[row.state]++
      sums.set(name(row), sum)
    }
    return sums
  }
  const issued = new Map<number, number>()
  for (const row of rows)
    if (row.class !== 'imported')
      issued.set(
        Math.floor(row.createdAt / dayMs) * dayMs,
        (issued.get(Math.floor(row.createdAt / dayMs) * dayMs) ?? 0) + 1
      )
  return {
    states: {
      total: rows.length,
      notYetValid: n('not-yet-valid'),
      active: n('active'),
      suspended: n('suspended'),
      revoked: n('revoked'),
      expired: n('expired')
    },
    endEntities: rows.filter((row) => row.class === 'end-entity').length,
    windows: [7, 30, 60, 90].map((days) => ({
      days,
      n: rows.filter((row) => row.state === 'active' && row.notAfter >= now && row.notAfter < now + days * dayMs).length
    })),
    authorities: per((row) => row.authorityId),
    profiles: per((row) => row.profileId),
    algorithms: per((row) => row.keyAlgorithm),
    revisions: new Map(
      seeded.revisionIds
        .map((id) => [id, rows.filter((row) => row.profileRevisionId === id).length] as const)
        .filter(([, n]) => n > 0)
    ),
    issued
  }
}

function byTally(): unknown {
  const r = reader(store)
  return {
    states: countCertificatesByState(r, now),
    endEntities: countCertificatesByState(r, now, { classes: ['end-entity'] }).total,
    windows: countExpiryWindows(r, now),
    authorities: new Map(countByAuthority(r).map(({ authorityId, ...sums }) => [authorityId, sums])),
    profiles: new Map(countByProfile(r).map(({ profileId, ...sums }) => [profileId, sums])),
    algorithms: new Map(countByKeyAlgorithm(r).map(({ keyAlgorithm, ...sums }) => [keyAlgorithm, sums])),
    revisions: new Map(seeded.profileIds.flatMap((id) => [...countByRevision(r, id)])),
    issued: new Map(countIssuedPerDay(r, 0, now + 400 * dayMs).map(({ day, n }) => [day, n]))
  }
}

test('every figure of the dashboard is what counting all rows gives, after any run of operations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 60 }), async (operations) => {
      await transaction(store, (tx) => {
        run(
          tx,
          "DELETE FROM certificate WHERE class <> 'authority' OR id NOT IN (SELECT certificate_id FROM authority_certificate)"
        )
      })
      await perform(operations)
      const rows = allRows(reader(store), `SELECT ${certificateColumns.list()} FROM certificate`).map(
        certificateColumns.decode
      )
      expect(byTally()).toEqual(byHand(rows))
    }),
    { seed: 20_261_120, numRuns: 60 }
  )
})

test('requests are counted by state through their life', async () => {
  const ids = await transaction(store, (tx) =>
    Array.from({ length: 5 }, (_, n) =>
      insertRequest(tx, {
        state: 'submitted',
        channel: 'desk',
        requester: {},
        requesterText: 'r',
        operatorId: null,
        profileId: seeded.profileIds[0] ?? 0,
        profileRevisionId: seeded.revisionIds[0] ?? 0,
        authorityId: seeded.authorityIds[0] ?? 0,
        kind: 'new',
        csr: null,
        spkiSha256: 'a',
        keyDescription: '',
        keyId: null,
        asked: {},
        overrides: null,
        candidate: null,
        reasons: null,
        subject: `CN=${n}`,
        names: '',
        transactionId: null,
        previousCertificateId: null,
        certificateId: null,
        approvalsNeeded: 0,
        note: '',
        createdAt: now,
        updatedAt: now,
        decidedAt: null
      })
    )
  )
  await transaction(store, (tx) => {
    updateRequest(tx, ids[0] ?? 0, 1, { state: 'pending-approval' })
    updateRequest(tx, ids[1] ?? 0, 1, { state: 'pending-approval' })
    updateRequest(tx, ids[0] ?? 0, 2, { state: 'issued' })
  })
  expect(Object.fromEntries(countRequestsByState(reader(store)))).toEqual({
    issued: 1,
    'pending-approval': 1,
    submitted: 3
  })
  expect(getNumber(reader(store), `SELECT sum(n) FROM tally WHERE scope = 'request'`)).toBe(5)
})
