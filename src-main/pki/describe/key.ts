import { createHash } from 'node:crypto'
import { keyAlgorithms, signatureAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { AlgorithmIdentifier, PublicKeyInfo } from '../model.ts'

/** @returns the name that the store keeps and filters by: our id, or the label of a key that is none of ours. */
export function keyAlgorithmName(key: PublicKeyInfo): string {
  return key.facts.id ?? key.facts.label
}

/** @returns kind, size and strength of a public key in a line. */
export function keyDescription(key: PublicKeyInfo): string {
  const { facts } = key
  if (facts.id !== null)
    return `${keyAlgorithms[facts.id].label}, about ${keyAlgorithms[facts.id].strength} bits of security`
  return facts.bits === null
    ? `${facts.label} (not a kind that Chancery certifies)`
    : `${facts.label}, ${facts.bits} bits`
}

/** @returns label of a signature algorithm; the dotted number where nobody knows it. */
export function signatureLabel(algorithm: AlgorithmIdentifier): string {
  return algorithm.id === null ? oidLabel(algorithm.oid) : signatureAlgorithms[algorithm.id].label
}

/** @returns SHA-256 of the SubjectPublicKeyInfo in hex: the name of a key everywhere in Chancery. */
export function spkiFingerprint(spki: Uint8Array): string {
  return createHash('sha256').update(spki).digest('hex')
}
