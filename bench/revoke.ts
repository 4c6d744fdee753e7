/*
 * A mass revocation: the plan of an incident, then all of it, each certificate a transaction on disk, and one CRL at the
 * end. A part of `npm run bench`; by itself `node bench/revoke.ts [certificates = 45000]`.
 *
 * The authority answers OCSP, so that each revocation looks for an answer that was signed ahead. The plan says how long a
 * revocation will take where none was done before; what it said stands beside what it took.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { previewIncident, revokeIncident } from '../src-main/ca/understanding/mass-revocation.ts'
import { latestCrl } from '../src-main/store/crls.ts'
import { reader } from '../src-main/store/store.ts'
import type { Selection } from '../src-shared/api/understanding.ts'
import { answeredLife } from './ocsp-seed.ts'
import { milliseconds, perSecond, row, tell, whole } from './report.ts'

const certificates = Number(process.argv[2] ?? 45_000)
if (!Number.isSafeInteger(certificates) || certificates < 1) throw new RangeError('say how many certificates')

interface Timed<Result> {
  readonly result: Result
  /** Milliseconds, by the clock and of the processor. */
  readonly wall: number
  readonly processor: number
}

async function timed<Result>(work: () => Promise<Result>): Promise<Timed<Result>> {
  const [used, begun] = [process.cpuUsage(), performance.now()]
  const result = await work()
  const wall = performance.now() - begun
  const { user, system } = process.cpuUsage(used)
  return { result, wall, processor: (user + system) / 1000 }
}

const work = mkdtempSync(join(tmpdir(), 'chancery-bench-revoke-'))
try {
  const life = await answeredLife(join(work, 'revoke.db'), certificates)
  const selection: Selection = { by: 'filter', authority: 'ca', certificateClass: ['end-entity'] }
  const choice = { selection, scenario: 'wrong-profile', reason: 'superseded' } as const
  const preview = await timed(() => previewIncident(life.ca, choice))
  const { plan } = preview.result
  const revocation = await timed(() =>
    revokeIncident(life.ca, { ...choice, note: '', digest: plan.digest }, life.alice, {})
  )
  const { done, failed } = revocation.result
  if (done !== certificates || failed.length > 0)
    throw new Error(`${done} of ${certificates} were revoked: ${failed[0]?.message ?? 'the plan has others'}`)
  const crl = latestCrl(reader(life.ca.store), plan.crls[0]?.authorityId ?? 0)
  tell([
    row(`the plan of a revocation of ${whole(certificates)}`, milliseconds(preview.wall)),
    row(
      `a mass revocation of ${whole(certificates)}, durable, with its CRL`,
      `${(revocation.wall / 1000).toFixed(1)} s (${(revocation.processor / 1000).toFixed(1)} s of the processor), ${perSecond((done * 1000) / revocation.wall)}`,
      { peer: `the plan said ${plan.seconds} s; the CRL has ${whole((crl?.size ?? 0) / 1024)} KiB` }
    )
  ])
  await life.close()
} finally {
  rmSync(work, { recursive: true, force: true })
}
