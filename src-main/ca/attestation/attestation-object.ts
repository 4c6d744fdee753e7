import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { decodeCbor, type CborValue } from '../../pki/cbor.ts'
import type { Certificate } from '../../pki/model.ts'

/** Bytes of an attestation object: five certificates of the usual size, and a signature. */
export const mostAttestationBytes = 24 * 1024
/** Apple sends two certificates, a YubiKey two. */
const mostCertificates = 5

/** A WebAuthn attestation object (WebAuthn Level 2, 6.5.4), as far as device-attest-01 looks at it; authData has no use there. */
export interface AttestationObject {
  /** Attestation statement format identifier. */
  readonly format: string
  readonly statement: ReadonlyMap<string | number, CborValue>
}

/** @throws ChanceryError `malformed`, `too-large` */
export function readAttestationObject(bytes: Uint8Array): AttestationObject {
  const value = decodeCbor(bytes, 'attestation object', mostAttestationBytes)
  if (!(value instanceof Map)) throw bad('it is not a map')
  const members: ReadonlyMap<string | number, CborValue> = value
  const [format, statement] = [members.get('fmt'), members.get('attStmt')]
  if (typeof format !== 'string' || !/^[\x21-\x7e]{1,32}$/.test(format)) throw bad('fmt names no format')
  if (!(statement instanceof Map)) throw bad('attStmt is not a map')
  return { format, statement }
}

/**
 * @returns the certificates of x5c, the attested key's first
 * @throws ChanceryError `malformed`, `too-large`
 */
export function certificatesIn({ statement }: AttestationObject): readonly [Certificate, ...Certificate[]] {
  const chain = statement.get('x5c')
  if (!Array.isArray(chain)) throw bad('attStmt has no x5c: the device sent no attestation')
  if (chain.length > mostCertificates)
    throw new ChanceryError('too-large', `x5c has ${chain.length} certificates; at most ${mostCertificates} are taken.`)
  const [first, ...others] = chain.map((one: CborValue) => {
    if (!(one instanceof Uint8Array)) throw bad('x5c holds something that is not a byte string')
    return parseCertificate(one)
  })
  if (first === undefined) throw bad('x5c is empty: the device sent no attestation')
  return [first, ...others]
}

function bad(problem: string): ChanceryError {
  return new ChanceryError('malformed', `The attestation object cannot be used: ${problem}.`)
}
