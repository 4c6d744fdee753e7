import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seedCertificate, seedCertificates, seedOwners } from '../testing/seed-certificates.ts'
import { insertCertificate } from './certificates.ts'
import { allRows } from './connection.ts'
import { close, open, openAndUpgrade } from './open.ts'
import { migrations } from './migrations/index.ts'
import { dashboardFigures } from './migrations/0027-dashboard.ts'
import { reader } from './store.ts'
import { countCertificateKinds, moveEnded } from './tallies-counting.ts'
import { readKinds, uncounted, uncountedRows, type CertificateShape, type ShapedRow } from './tallies-kinds.ts'
import { transaction } from './transaction.ts'

const folder = mkdtempSync(join(tmpdir(), 'chancery-counting-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const now = Date.UTC(2026, 10, 20)
const day = 86_400_000
const shapeOf = (row: ShapedRow): CertificateShape => ({
  class: row.class,
  authorityId: row.authorityId,
  profileRevisionId: row.profileRevisionId,
  subType: 'single',
  keyAlgorithm: row.keyAlgorithm,
  signatureAlgorithm: row.signatureAlgorithm,
  term: 0,
  signer: '',
  organization: 'Example'
})
const inForce = (from: ReturnType<typeof reader>, at: number): number =>
  readKinds(from, at, 0).reduce((sum, kind) => sum + kind.inForce, 0)
const slowly = (from: ReturnType<typeof reader>, at: number): number =>
  allRows(from, `SELECT id FROM certificate WHERE state <> 'revoked' AND not_after >= ${at}`).length

test('the certificates of a database from before are counted after the upgrade, slice by slice, each once', async () => {
  const file = join(folder, 'chancery.db')
  const old = open(file, { migrations: migrations.slice(0, dashboardFigures.number - 1) })
  await seedCertificates(old, { count: 700, now })
  await close(old)
  const { store } = await openAndUpgrade(file, { now })
  const from = reader(store)
  expect(uncounted(from).waiting).toBe(704)
  expect(inForce(from, now)).toBe(0)
  const counted: number[] = []
  for (let n = -1; n !== 0;) {
    n = await transaction(store, (tx) => countCertificateKinds(tx, 300, shapeOf))
    counted.push(n)
  }
  expect(counted).toEqual([300, 300, 104, 0])
  expect(inForce(from, now)).toBe(slowly(from, now))
  // What is moved in small steps and what is corrected while reading come to the same.
  for (const at of [now + 30 * day, now + 400 * day, now - 60 * day]) {
    expect(inForce(from, at)).toBe(slowly(from, at))
    let steps = 0
    while (!(await transaction(store, (tx) => moveEnded(tx, at, 50)))) steps++
    expect(steps).toBeGreaterThan(0)
    expect(inForce(from, at)).toBe(slowly(from, at))
  }
  await close(store)
})

test('what a transaction undid is neither counted nor left out', async () => {
  const store = open(':memory:')
  const owners = await transaction(store, (tx) => seedOwners(tx, { now, authorities: 1, profiles: 1 }))
  const undone = transaction(store, (tx) => {
    insertCertificate(tx, seedCertificate(1, owners, now))
    countCertificateKinds(tx, 10, shapeOf)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(uncountedRows(reader(store), 10)).toHaveLength(1)
  await transaction(store, (tx) => insertCertificate(tx, seedCertificate(2, owners, now)))
  expect(await transaction(store, (tx) => countCertificateKinds(tx, 10, shapeOf))).toBe(2)
  expect(readKinds(reader(store), now, 1)).toMatchObject([{ organization: 'Example' }, { organization: 'Example' }])
  await close(store)
})
