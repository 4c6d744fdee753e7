import { sameBytes } from '../../pki/der/hex.ts'
import { issuerHashes, type OcspCertId } from '../../pki/ocsp.ts'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import { listEnabledOcspServices, type OcspServiceRow } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { ocspSettingsOf } from './settings.ts'

/** An authority that questions can be about. */
export interface AnsweredIssuer {
  readonly issuer: Issuer
  readonly settings: OcspSettings
}

interface Hashes {
  readonly nameHash: Uint8Array
  readonly keyHash: Uint8Array
}

/** What CertIDs call an issuer, kept as long as the issuer itself is. */
const hashed = new WeakMap<Issuer, Map<HashName, Hashes>>()

/** @returns the hashes by which a CertID names this issuer. */
export function hashesOf(issuer: Issuer, hash: HashName): Hashes {
  const known = hashed.get(issuer) ?? new Map<HashName, Hashes>()
  hashed.set(issuer, known)
  const found = known.get(hash)
  if (found !== undefined) return found
  const made = issuerHashes(hash, { name: issuer.subjectDer, keyBytes: issuer.publicKey.keyBytes })
  known.set(hash, made)
  return made
}

/**
 * Finds the authority that a CertID is about, among those that are answered for: several may share one address.
 * Name and key must both be those of the authority (RFC 6960 4.1.1).
 */
export function issuerOf(ca: CaContext, certId: OcspCertId): AnsweredIssuer | undefined {
  const { hash } = certId
  if (hash === null) return undefined
  for (const row of listEnabledOcspServices(reader(ca.store))) {
    const issuer = loadIssuer(ca, row.authorityId)
    const { nameHash, keyHash } = hashesOf(issuer, hash)
    if (sameBytes(nameHash, certId.issuerNameHash) && sameBytes(keyHash, certId.issuerKeyHash))
      return { issuer, settings: settingsOf(ca, row) }
  }
  return undefined
}

function settingsOf(ca: CaContext, row: OcspServiceRow): OcspSettings {
  const known = ca.memory.ocsp.settings.get(row.authorityId)
  if (known?.updatedAt === row.updatedAt) return known.settings
  const settings = ocspSettingsOf(row)
  ca.memory.ocsp.settings.set(row.authorityId, { updatedAt: row.updatedAt, settings })
  return settings
}
