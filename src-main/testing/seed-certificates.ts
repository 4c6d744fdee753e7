import { createHash } from 'node:crypto'
import { addAuthorityCertificate, insertAuthority, updateAuthority, getAuthority } from '../store/authorities.ts'
import { insertCertificate, type NewCertificate } from '../store/certificates.ts'
import { allRows, run, type Writer } from '../store/connection.ts'
import { insertKey } from '../store/keys.ts'
import { addProfileRevision, insertProfile } from '../store/profiles.ts'
import { revokeCertificate, suspendCertificate } from '../store/revocations.ts'
import type { Store } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'

const dayMs = 86_400_000

export interface SeedOptions {
  readonly count: number
  /** The moment around which notBefore and notAfter lie, milliseconds since the epoch. */
  readonly now: number
  readonly authorities?: number
  readonly profiles?: number
  /** Begins the numbers in names and serials, so that two seeds do not collide. Default 0. */
  readonly from?: number
  /** Rows per transaction. Default 2000. */
  readonly batch?: number
  /** Told after each transaction, and before each index of `seedInBulk`. */
  readonly onProgress?: (done: number, step: string) => void
}

export interface Seeded {
  readonly authorityIds: readonly number[]
  readonly profileIds: readonly number[]
  readonly revisionIds: readonly number[]
}

const hosts = [
  'api',
  'web',
  'mail',
  'cache',
  'auth',
  'proxy',
  'build',
  'edge',
  'gateway',
  'directory',
  'clock',
  'shop',
  'ledger',
  'login',
  'camera',
  'sensor'
]
const places = [
  'alpha',
  'bravo',
  'charlie',
  'delta',
  'echo',
  'foxtrot',
  'golf',
  'hotel',
  'india',
  'juliet',
  'kilo',
  'lima'
]
const algorithms = ['p256', 'p256', 'p256', 'p384', 'rsa-2048', 'rsa-2048', 'rsa-3072', 'ed25519']

/** Bytes that depend on the number alone: the same seed gives the same database. */
function bytesOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The certificate with this number: believable columns, bytes that are no certificate. For lists and figures only. */
export function seedCertificate(number: number, seeded: Seeded, now: number): NewCertificate {
  const random = bytesOf(`certificate ${number}`)
  const byte = (at: number): number => random[at] ?? 0
  const pick = <Item>(items: readonly Item[], at: number): Item => {
    const item = items[byte(at) % items.length]
    if (item === undefined) throw new RangeError('nothing to choose from')
    return item
  }
  const host = `${pick(hosts, 0)}-${number}.${pick(places, 1)}.example.test`
  const life = [90, 90, 398, 730][byte(2) % 4] ?? 90
  const age = ((byte(3) * 256 + byte(4)) / 65_536) * life * 1.25
  const notBefore = Math.floor((now - age * dayMs) / 1000) * 1000
  const profile = byte(5) % seeded.profileIds.length
  const authority = byte(6) % 10 === 0 ? byte(7) % seeded.authorityIds.length : 0
  return {
    serial: `0${random.subarray(8, 24).toString('hex').slice(1)}`,
    authorityId: seeded.authorityIds[authority] ?? null,
    profileId: seeded.profileIds[profile] ?? null,
    profileRevisionId: seeded.revisionIds[profile] ?? null,
    requestId: null,
    class: byte(24) === 0 ? 'service' : 'end-entity',
    subject: `CN=${host},OU=${pick(places, 1)},O=Example ${byte(25)},C=DE`,
    issuer: `CN=Seed authority ${authority}`,
    names: `${host} www.${host}`,
    notBefore,
    notAfter: notBefore + life * dayMs - 1000,
    keyAlgorithm: pick(algorithms, 26),
    signatureAlgorithm: 'ecdsa-sha256',
    spkiSha256: bytesOf(`key ${number}`).toString('hex'),
    ski: random.subarray(0, 20).toString('hex'),
    fingerprint: bytesOf(`fingerprint ${number}`).toString('hex'),
    requesterText: `requester ${byte(27) * 2 + (byte(28) % 2)}`,
    previousCertificateId: null,
    note: '',
    createdAt: notBefore,
    der: Buffer.concat([
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random,
      random
    ])
  }
}

/** Authorities and profiles for the rows to point to. Their keys sign nothing. */
export function seedOwners(writer: Writer, options: Pick<SeedOptions, 'now' | 'authorities' | 'profiles'>): Seeded {
  const at = options.now - 800 * dayMs
  const authorityIds: number[] = []
  for (let index = 0; index < (options.authorities ?? 4); index++) {
    const spki = bytesOf(`authority key ${index}`)
    const keyId = insertKey(writer, {
      label: `seed ${index}`,
      algorithm: 'p256',
      spki,
      spkiSha256: bytesOf(`authority spki ${index}`).toString('hex'),
      location: 'software',
      sealed: null,
      purposes: ['certificate', 'crl'],
      origin: 'generated',
      createdAt: at
    })
    const id = insertAuthority(writer, {
      name: `seed-${index}`,
      kind: 'root',
      issuerId: null,
      externalIssuer: null,
      state: 'active',
      subject: `CN=Seed authority ${index}`,
      subjectDer: spki,
      keyId,
      certificateId: null,
      csr: null,
      settings: {},
      origin: { key: 'generated', certificate: 'self-signed', note: '' },
      createdAt: at,
      updatedAt: at
    })
    const certificateId = insertCertificate(writer, {
      serial: `0${index + 1}`,
      authorityId: id,
      profileId: null,
      profileRevisionId: null,
      requestId: null,
      class: 'authority',
      subject: `CN=Seed authority ${index}`,
      issuer: `CN=Seed authority ${index}`,
      names: '',
      notBefore: at,
      notAfter: at + 7300 * dayMs,
      keyAlgorithm: 'p256',
      signatureAlgorithm: 'ecdsa-sha256',
      spkiSha256: bytesOf(`authority spki ${index}`).toString('hex'),
      ski: null,
      fingerprint: bytesOf(`authority fingerprint ${index}`).toString('hex'),
      requesterText: 'seed',
      previousCertificateId: null,
      note: '',
      createdAt: at,
      der: spki
    })
    updateAuthority(writer, id, getAuthority(writer, id)?.version ?? 1, { certificateId })
    addAuthorityCertificate(writer, { authorityId: id, certificateId, since: at })
    authorityIds.push(id)
  }
  const profileIds: number[] = []
  const revisionIds: number[] = []
  for (let index = 0; index < (options.profiles ?? 12); index++) {
    const profileId = insertProfile(writer, {
      name: `seed-${index}`,
      state: 'enabled',
      authorityId: authorityIds[0] ?? null,
      createdAt: at
    })
    revisionIds.push(
      addProfileRevision(writer, { profileId, content: {}, digest: '', note: '', createdAt: at, createdBy: null }, 0).id
    )
    profileIds.push(profileId)
  }
  return { authorityIds, profileIds, revisionIds }
}

/** One in 32 revoked, one in 256 suspended. */
export function seedStatus(writer: Writer, number: number, id: number, now: number): void {
  const random = bytesOf(`status ${number}`)
  if ((random[0] ?? 1) % 32 === 0)
    revokeCertificate(writer, id, { at: now - (random[1] ?? 0) * 3_600_000, reason: 'superseded', invalidityAt: null })
  else if (random[0] === 1) suspendCertificate(writer, id, now - 3_600_000)
}

/**
 * Fills a store with certificates for lists, search and figures, straight into the tables: nothing is signed.
 * @returns the authorities and profiles that they belong to
 */
export async function seedCertificates(store: Store, options: SeedOptions, owners?: Seeded): Promise<Seeded> {
  const seeded = owners ?? (await transaction(store, (writer) => seedOwners(writer, options)))
  const from = options.from ?? 0
  const batch = options.batch ?? 2000
  for (let start = from; start < from + options.count; start += batch) {
    await transaction(store, (writer) => {
      for (let number = start; number < Math.min(start + batch, from + options.count); number++) {
        seedStatus(writer, number, insertCertificate(writer, seedCertificate(number, seeded, options.now)), options.now)
      }
    })
    options.onProgress?.(Math.min(start + batch - from, options.count), 'certificates')
  }
  return seeded
}

/**
 * The same for very many rows: indexes and search are taken away while rows go in and are built afterwards, three times
 * faster. One transaction per batch; nothing else should use the store meanwhile.
 */
export async function seedInBulk(store: Store, options: SeedOptions, owners?: Seeded): Promise<Seeded> {
  const taken = await transaction(store, (writer) => {
    const parts = allRows(
      writer,
      `SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = 'certificate' AND sql IS NOT NULL
      AND (type = 'index' OR name = 'certificate_search_insert')`
    ) as { type: string; name: string; sql: string }[]
    for (const part of parts) run(writer, `DROP ${part.type} ${part.name}`)
    return parts
  })
  const seeded = await seedCertificates(store, options, owners)
  for (const part of taken) {
    options.onProgress?.(options.count, part.name)
    await transaction(store, (writer) => run(writer, part.sql))
  }
  options.onProgress?.(options.count, 'search')
  await transaction(store, (writer) => {
    run(writer, `INSERT INTO certificate_search (certificate_search) VALUES ('rebuild')`)
    run(writer, `INSERT OR REPLACE INTO tally (scope, key, n) SELECT 'search', 'certificate', max(id) FROM certificate`)
  })
  return seeded
}
