import type { Certificate } from '../../pki/model.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'

/** Who signs the answers of a service right now. */
export interface CmpSigner {
  readonly keyId: number
  readonly certificate: Certificate
  readonly signatureAlgorithm: SignatureAlgorithmId
  /** GeneralName, DER: the subject of the certificate. */
  readonly sender: Uint8Array
  readonly keyIdentifier: Uint8Array
  /** Its certificate and those above it without the root, DER. */
  readonly chain: readonly Uint8Array[]
}

/** Lines about messages that nobody can be held to, in the running minute. */
export interface StrangerLines {
  since: number
  count: number
}

/** Wrong MACs of one address at one service, by the stopwatch. */
export interface CmpGuesser {
  since: number
  wrong: number
  lockedUntil: number
  /** MACs that are computed right now. */
  computing: number
  /** Those whose turn comes later. */
  readonly waiting: (() => void)[]
}

/** What CMP keeps between messages; everything can be thrown away at any moment. */
export interface CmpMemory {
  /** By row of the service's certificate. */
  readonly signers: Map<number, CmpSigner>
  readonly strangers: Map<number, StrangerLines>
  /** By service and address. */
  readonly guessers: Map<string, CmpGuesser>
  /** Rows of transactions that have begun and are worked on. */
  readonly working: Set<number>
}

/** @returns an empty memory. */
export function newCmpMemory(): CmpMemory {
  return { signers: new Map(), strangers: new Map(), guessers: new Map(), working: new Set() }
}
