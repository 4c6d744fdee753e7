import type { EngineEvents, EventTopic } from '../../../src-shared/events.ts'
import type { SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import type { OcspCertStatus } from '../../pki/ocsp.ts'
import type { Issuer } from '../issue/issuer-type.ts'

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

/** An authority that questions can be about. */
export interface AnsweredIssuer {
  readonly issuer: Issuer
  readonly settings: OcspSettings
}

/** Stands beside an answer that somebody keeps in memory: once it is not `true` any more, the answer is to be forgotten. */
export interface StillTrue {
  true: boolean
}

/** Answers that others may keep at one time; beyond it all are let go and gathered anew. */
const MAX_KEPT = 200_000

/** What a certificate's answer says, for as long as the mark is true. */
export interface RememberedStatus {
  readonly status: OcspCertStatus
  readonly mark: StillTrue
}

/** Statuses kept at one time, a few MiB; beyond it all are let go. */
const MAX_STATUSES = 20_000

/**
 * What answering keeps between requests. Everything here can be thrown away at any moment, and is: a change of a
 * certificate lets go what was said of it, a change of an authority or of a responder lets go everything.
 */
export interface OcspMemory {
  /** Delegated responders that sign now, by authority. */
  readonly responders: Map<number, Responder>
  /** Authorities by the hashes that CertIDs name them with; only those that were found. */
  readonly issuers: Map<string, AnsweredIssuer>
  /** By certificate: what is told to whoever keeps an answer about it. */
  readonly kept: Map<number, StillTrue>
  /** By authority and serial number, of certificates that exist: for answers that are signed for one asker. */
  readonly statuses: Map<string, RememberedStatus>
}

/** @returns an empty memory. */
export function newOcspMemory(): OcspMemory {
  return { responders: new Map(), issuers: new Map(), kept: new Map(), statuses: new Map() }
}

/** @returns the mark for an answer that was just read from the database, in this turn of the event loop. */
export function stillTrueFor(memory: OcspMemory, certificateId: number): StillTrue {
  const known = memory.kept.get(certificateId)
  if (known !== undefined) return known
  if (memory.kept.size >= MAX_KEPT) forgetAnswers(memory)
  const mark = { true: true }
  memory.kept.set(certificateId, mark)
  return mark
}

/** Keeps a status that was just read from the database, in this turn of the event loop. */
export function rememberStatus(memory: OcspMemory, name: string, certificateId: number, status: OcspCertStatus): void {
  const mark = stillTrueFor(memory, certificateId)
  if (memory.statuses.size >= MAX_STATUSES) memory.statuses.clear()
  memory.statuses.set(name, { status, mark })
}

/** Lets go everything: who answers, for whom, and every answer. */
export function forgetAnswers(memory: OcspMemory): void {
  memory.responders.clear()
  memory.issuers.clear()
  for (const mark of memory.kept.values()) mark.true = false
  memory.kept.clear()
  memory.statuses.clear()
}

/** Hears what the engine tells after each commit, before the next request is looked at. */
export function hearOfChange<T extends EventTopic>(memory: OcspMemory, topic: T, payload: EngineEvents[T]): void {
  if (topic === 'certificate.changed' && 'id' in payload && typeof payload.id === 'number') {
    for (const { certificateId } of memory.responders.values()) {
      if (certificateId === payload.id) return forgetAnswers(memory)
    }
    const mark = memory.kept.get(payload.id)
    if (mark === undefined) return
    mark.true = false
    memory.kept.delete(payload.id)
    return
  }
  if (topic === 'authority.changed') forgetAnswers(memory)
}
