/*
 * Store at scale: node bench/store.ts [certificates = 1000000]
 *
 * Fills a database with generated certificates (nothing is signed), then times what the lists, the search, the dashboard
 * and the issuing path ask of it, and durable commits against bare better-sqlite3 in the same run. Prints one table.
 */
import Database from 'better-sqlite3'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { CertificateFilter } from '../src-main/store/certificate-filter.ts'
import { countCertificates, listCertificates } from '../src-main/store/certificate-list.ts'
import type { CertificateSort } from '../src-main/store/certificate-plan.ts'
import { getCertificateByFingerprint, getCertificateBySerial, getCertificateDer, insertCertificate } from '../src-main/store/certificates.ts'
import { close, open } from '../src-main/store/open.ts'
import { revokedEntries } from '../src-main/store/revocations.ts'
import { setSetting } from '../src-main/store/settings.ts'
import { reader, type Store } from '../src-main/store/store.ts'
import { countByAuthority, countByKeyAlgorithm, countByProfile, countCertificatesByState, countExpiryWindows, countIssuedPerDay, countRequestsByState } from '../src-main/store/tallies.ts'
import { transaction } from '../src-main/store/transaction.ts'
import { seedCertificate, seedInBulk, seedOwners, type Seeded } from '../src-main/testing/seed-certificates.ts'

const now = Date.UTC(2026, 10, 20)
const dayMs = 86_400_000
const moment = { now, expiringDays: 30 }
const count = Number(process.argv[2] ?? 1_000_000)
if (!Number.isSafeInteger(count) || count < 1000) throw new RangeError('give the number of certificates, at least 1000')

function percentiles(times: number[]): string {
  times.sort((a, b) => a - b)
  const at = (share: number): string => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(3).padStart(9)
  return `${at(0.5)}${at(0.99)}`
}

function time(label: string, repeats: number, action: (n: number) => unknown): void {
  action(0)
  const times: number[] = []
  for (let n = 1; n <= repeats; n++) {
    const start = performance.now()
    action(n)
    times.push(performance.now() - start)
  }
  console.log(`${label.padEnd(56)}${percentiles(times)}`)
}

function reads(store: Store, seeded: Seeded): void {
  const r = reader(store)
  const some = (n: number): number => (n * 7919) % count
  console.log(`\n${'milliseconds'.padEnd(56)}${'p50'.padStart(9)}${'p99'.padStart(9)}`)
  time('certificate by fingerprint', 2000, n => getCertificateByFingerprint(r, seedCertificate(some(n), seeded, now).fingerprint))
  time('certificate by serial, with its bytes', 2000, n => {
    const { serial, authorityId } = seedCertificate(some(n), seeded, now)
    const found = getCertificateBySerial(r, authorityId ?? 0, serial)
    return found === undefined ? undefined : getCertificateDer(r, found.id)
  })
  const page = (label: string, filter: (n: number) => CertificateFilter, sort: CertificateSort = 'created', repeats = 150): void => {
    const cursors = new Map<number, string | null>()
    time(`page of 100: ${label}`, repeats, n => {
      // Follows the pages, so that deep pages are in the figure too.
      const found = listCertificates(r, { ...moment, filter: filter(n), sort, descending: true, cursor: cursors.get(0) ?? null, limit: 100 })
      if (filter.length === 0) cursors.set(0, found.next)
    })
  }
  page('newest', () => ({}))
  page('by end', () => ({}), 'notAfter')
  page('by subject', () => ({}), 'subject')
  page('one authority', () => ({ authorityId: seeded.authorityIds[1] ?? 0 }))
  page('one authority by end', () => ({ authorityId: seeded.authorityIds[1] ?? 0 }), 'notAfter')
  page('one profile', () => ({ profileId: seeded.profileIds[1] ?? 0 }))
  page('revoked', () => ({ states: ['revoked'] }))
  page('expiring by end', () => ({ states: ['expiring'] }), 'notAfter')
  page('active, one profile, one algorithm', () => ({ states: ['active'], profileId: seeded.profileIds[2] ?? 0, keyAlgorithm: 'p384' }))
  page('one requester by subject', n => ({ requester: `requester ${n % 500}` }), 'subject')
  page('search, frequent word', () => ({ text: 'example' }))
  page('search, host with number', n => ({ text: `sensor-${some(n)}` }))
  page('search, two words', n => ({ text: `gateway ${some(n) % 1000 + 1000}` }))
  page('search, part of a number', n => ({ text: String(some(n)).slice(-4) }))
  page('search, beginning of a serial', n => ({ text: seedCertificate(some(n), seeded, now).serial.slice(0, 10) }))
  page('search, nothing found', n => ({ text: `zzq${n}` }))
  time('total, no filter', 200, () => countCertificates(r, {}, moment))
  time('total, one authority and active', 100, () => countCertificates(r, { authorityId: seeded.authorityIds[1] ?? 0, states: ['active'] }, moment))
  time('total of a search', 100, n => countCertificates(r, { text: `sensor-${some(n)}` }, moment))
  time('dashboard: all figures', 300, () => [
    countCertificatesByState(r, now), countExpiryWindows(r, now), countByAuthority(r), countByProfile(r), countByKeyAlgorithm(r),
    countIssuedPerDay(r, now - 90 * dayMs, now + dayMs), countRequestsByState(r)
  ])
  const start = performance.now()
  let entries = 0
  for (const _ of revokedEntries(r, seeded.authorityIds[0] ?? 0, { notAfterFrom: null })) entries++
  console.log(`all ${entries} revoked entries of one authority: ${(performance.now() - start).toFixed(1)} ms`)
}

/** Commits per second with this many callers, each waiting for its own commit before the next. */
async function rate(callers: number, ms: number, one: (n: number) => Promise<unknown>): Promise<string> {
  let n = 0
  const times: number[] = []
  const until = performance.now() + ms
  const begin = performance.now()
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < until) {
      const start = performance.now()
      await one(n++)
      times.push(performance.now() - start)
    }
  }))
  const perSecond = (times.length / (performance.now() - begin)) * 1000
  return `${perSecond.toFixed(0).padStart(9)}${percentiles(times)}`
}

async function commits(store: Store, seeded: Seeded, folder: string): Promise<void> {
  console.log(`\n${'durable commits'.padEnd(40)}${'per s'.padStart(9)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}`)
  const bare = new Database(join(folder, 'bare.db'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec('CREATE TABLE fact (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT')
  const insert = bare.prepare('INSERT INTO fact (text) VALUES (?)')
  console.log(`${'bare better-sqlite3, one row a commit'.padEnd(40)}${await rate(1, 2000, n => Promise.resolve(insert.run(`fact ${n}`)))}`)
  bare.close()
  const small = open(join(folder, 'small.db'))
  for (const callers of [1, 8, 64]) {
    const line = await rate(callers, 2000, n => transaction(small, tx => setSetting(tx, `fact ${n}`, n)))
    console.log(`${`transaction, one row, ${callers} in flight`.padEnd(40)}${line}`)
  }
  await close(small)
  let number = count + 1000
  for (const callers of [1, 8, 64]) {
    const line = await rate(callers, 3000, () => {
      // What is issued begins now, unlike the seed, which lies spread over two years.
      const seed = seedCertificate(number++, seeded, now)
      const row = { ...seed, notBefore: now, notAfter: now + (seed.notAfter - seed.notBefore), createdAt: now }
      return transaction(store, tx => insertCertificate(tx, row))
    })
    console.log(`${`transaction, one certificate, ${callers} in flight`.padEnd(40)}${line}`)
    await pause(500)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'chancery-bench-'))
const file = join(folder, 'chancery.db')
try {
  const seeding = open(file)
  const owners = await transaction(seeding, writer => seedOwners(writer, { now, authorities: 4, profiles: 12 }))
  const start = performance.now()
  await seedInBulk(seeding, { count, now, batch: 5000 }, owners)
  // Writes the log back, so that what follows does not pay for the filling.
  await close(seeding)
  const store = open(file)
  console.log(`${count} certificates in ${((performance.now() - start) / 1000).toFixed(1)} s, ${(statSync(file).size / 2 ** 20).toFixed(0)} MiB`)
  reads(store, owners)
  await commits(store, owners, folder)
  await close(store)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
