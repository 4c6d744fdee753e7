import { afterEach, describe, expect, it } from 'vitest'
import { getCertificate } from '../../store/certificates.ts'
import { countApprovals, getRequest, getRequestByTransaction } from '../../store/requests.ts'
import { revokedEntries } from '../../store/revocations.ts'
import { reader } from '../../store/store.ts'
import { alice, contextOver, engineParts, makeEngine, type TestEngine } from '../../testing/engine.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { faultPoints, type FaultPoint } from '../context.ts'
import { issue, resume } from './issue.ts'
import { openReservations, resolveReservation } from './reservations.ts'

let engine: TestEngine | undefined
afterEach(async () => {
  await engine?.close()
  engine = undefined
})

/** Stops at a point, then gives a context as the next start would have it. */
async function stopped(at: FaultPoint): Promise<{ readonly current: TestEngine; readonly next: TestEngine['ca'] }> {
  const parts = engineParts()
  const current = await makeEngine({
    ...parts,
    faultPoint: (name) => {
      if (name === at) throw new Error(`stopped at ${name}`)
    }
  })
  engine = current
  const profileId = at === 'held' ? current.approvedId : current.autoId
  await expect(issue(current.ca, current.request({ profileId, transactionId: 'once' }))).rejects.toThrow(
    `stopped at ${at}`
  )
  return { current, next: contextOver(current.store, { ...parts, faultPoint: undefined }, current.clock) }
}

/** How many certificates the store has; ids have no gaps here, and two belong to the authorities themselves. */
function certified(current: TestEngine): number {
  let count = 0
  while (getCertificate(reader(current.store), count + 1) !== undefined) count++
  return count
}

describe('a stop between two steps', () => {
  it.each(['admitted', 'resolved', 'checked', 'prepared'] as const)(
    'after "%s" leaves nothing, and a repetition issues',
    async (at) => {
      const { current, next } = await stopped(at)
      expect(getRequestByTransaction(reader(current.store), 'once')).toBeUndefined()
      expect(openReservations(next)).toEqual([])
      expect(certified(current)).toBe(2)
      expect((await issue(next, current.request({ transactionId: 'once' }))).kind).toBe('issued')
    }
  )

  it('after "held" leaves the waiting request', async () => {
    const { current } = await stopped('held')
    const row = getRequestByTransaction(reader(current.store), 'once')
    expect(row?.state).toBe('pending-approval')
    expect(countApprovals(reader(current.store), row?.id ?? 0)).toBe(0)
  })

  it.each(['reserved', 'signed'] as const)(
    'after "%s" leaves an open reservation, which a repetition completes',
    async (at) => {
      const { current, next } = await stopped(at)
      const row = getRequestByTransaction(reader(current.store), 'once')
      const [open, ...others] = openReservations(next)
      expect(others).toEqual([])
      expect(open).toMatchObject({ requestId: row?.id, authorityId: current.issuingId })
      expect(certified(current)).toBe(2)
      const outcome = await resume(next, row?.id ?? 0, alice)
      if (outcome.kind !== 'issued') throw new Error(outcome.kind)
      expect(parseCertificate(outcome.der).serial).toBe(open?.serial)
      expect(openReservations(next)).toEqual([])
    }
  )

  it.each(['reserved', 'signed'] as const)('after "%s" can be given up: the serial goes on the CRL', async (at) => {
    const { current, next } = await stopped(at)
    const [open] = openReservations(next)
    await resolveReservation(next, open?.authorityId ?? 0, open?.serial ?? '', alice)
    expect(openReservations(next)).toEqual([])
    const listed = [...revokedEntries(reader(current.store), current.issuingId, { notAfterFrom: null })]
    expect(listed.map(({ serial }) => serial)).toEqual([open?.serial])
    expect(getRequest(reader(current.store), open?.requestId ?? 0)?.state).toBe('failed')
    await expect(resolveReservation(next, open?.authorityId ?? 0, open?.serial ?? '', alice)).rejects.toMatchObject({
      code: 'conflict'
    })
  })

  it.each(['recorded', 'announced'] as const)(
    'after "%s" leaves the certificate, which a repetition gives',
    async (at) => {
      const { current, next } = await stopped(at)
      expect(certified(current)).toBe(3)
      expect(openReservations(next)).toEqual([])
      expect((await issue(next, { ...current.request(), ...same(current), transactionId: 'once' })).kind).toBe('issued')
    }
  )

  it('covers every point', () => {
    expect([...faultPoints]).toEqual([
      'admitted',
      'resolved',
      'checked',
      'held',
      'prepared',
      'reserved',
      'signed',
      'recorded',
      'announced'
    ])
  })
})

/** The request as it was first made: same CSR, same key. */
function same(current: TestEngine): Partial<Parameters<typeof issue>[1]> {
  const row = getRequestByTransaction(reader(current.store), 'once')
  if (row?.csr == null) throw new Error('no request')
  const { publicKey, proofOfPossession, asked } = current.request({}, row.csr)
  return { publicKey, proofOfPossession, asked }
}

describe('a serial number that is drawn twice', () => {
  it('is drawn again', async () => {
    let draws = 0
    const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(Math.ceil(++draws / 2))
    const current = (engine = await makeEngine({ random: { bytes } }))
    const serials = new Set<string>()
    for (let n = 0; n < 3; n++) {
      const outcome = await issue(current.ca, current.request())
      if (outcome.kind === 'issued') serials.add(parseCertificate(outcome.der).serial)
    }
    expect(serials.size).toBe(3)
  })
})
