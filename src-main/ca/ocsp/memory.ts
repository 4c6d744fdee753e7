import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'

/** Who signs the answers for an authority right now. */
export interface Responder {
  readonly authorityId: number
  readonly keyId: number
  /** Row of the certificate; null where the authority signs itself. */
  readonly certificateId: number | null
  readonly signatureAlgorithm: SignatureAlgorithmId
  /** ResponderID, DER. */
  readonly id: Uint8Array
  /** Sent along: the delegated certificate; none for the authority, whose certificate who asks has already. */
  readonly certificates: readonly Uint8Array[]
  /** Validity of the certificate whose key signs: no answer is valid beyond it. */
  readonly notBefore: number
  readonly notAfter: number
}

/** What answering keeps between requests. Everything here can be thrown away at any moment. */
export interface OcspMemory {
  /** Delegated responders by the number of their certificate, which never changes. */
  readonly responders: Map<number, Responder>
  /** Settings by authority, as of the row's last change. */
  readonly settings: Map<number, { readonly updatedAt: number; readonly settings: OcspSettings }>
}

/** @returns an empty memory. */
export function newOcspMemory(): OcspMemory {
  return { responders: new Map(), settings: new Map() }
}
