import { sameBytes } from '../../pki/der/hex.ts'
import { issuerHashes, type OcspCertId } from '../../pki/ocsp.ts'
import type { HashName } from '../../../src-shared/model/algorithm.ts'
import { listEnabledOcspServices } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import type { Issuer } from '../issue/issuer-type.ts'
import { loadIssuer } from '../issue/issuer.ts'
import type { AnsweredIssuer } from './memory.ts'
import { ocspSettingsOf } from './settings.ts'

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
  // As the certificate says, which is what clients hash: a test authority has other keys.
  const { keyBytes } = (issuer.certificate ?? issuer).publicKey
  const made = issuerHashes(hash, { name: issuer.subjectDer, keyBytes })
  known.set(hash, made)
  return made
}

/**
 * Finds the authority that a CertID is about, among those that are answered for: several may share one address.
 * Name and key must both be those of the authority (RFC 6960 4.1.1).
 */
export function issuerOf(ca: CaContext, certId: OcspCertId): AnsweredIssuer | undefined {
  const { hash, issuerNameHash, issuerKeyHash } = certId
  if (hash === null) return undefined
  const { issuers } = ca.memory.ocsp
  const name = `${hash}${latin1(issuerNameHash)}${latin1(issuerKeyHash)}`
  const known = issuers.get(name)
  if (known !== undefined) return known
  for (const row of listEnabledOcspServices(reader(ca.store))) {
    const issuer = loadIssuer(ca, row.authorityId)
    const { nameHash, keyHash } = hashesOf(issuer, hash)
    if (!sameBytes(nameHash, issuerNameHash) || !sameBytes(keyHash, issuerKeyHash)) continue
    const found = { issuer, settings: ocspSettingsOf(row) }
    // Only names of ours are kept, a few for each authority: strangers cannot fill this.
    issuers.set(name, found)
    return found
  }
  return undefined
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
