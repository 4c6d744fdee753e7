import {
  defaultSignatureAlgorithm,
  isKeyAlgorithmId,
  type SignatureAlgorithmId
} from '../../../src-shared/model/algorithm.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import { responderByKey } from '../../pki/ocsp.ts'
import type { Reader } from '../../store/connection.ts'
import { getKey } from '../../store/keys.ts'
import { listOcspResponders } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { signatureFor } from '../authorities/content.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'

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

/** @returns who signs for an authority under these settings; undefined where there is nobody with a certificate that is valid now. */
export function currentResponder(ca: CaContext, authorityId: number, settings: OcspSettings): Responder | undefined {
  const from = reader(ca.store)
  const now = ca.clock.now()
  if (settings.signer === 'delegated') return delegated(from, authorityId, now)
  const issuer = loadIssuer(ca, authorityId)
  if (issuer.validity === null || now > issuer.validity.notAfter) return undefined
  return {
    authorityId,
    keyId: issuer.keyId,
    certificateId: null,
    signatureAlgorithm: signatureFor(issuer.settings.signatureAlgorithm, issuer.keyAlgorithm),
    id: responderByKey(issuer.publicKey.keyBytes),
    certificates: [],
    ...issuer.validity
  }
}

/** The newest that is valid now and whose private key is here: one that was just made may begin in a moment. */
function delegated(from: Reader, authorityId: number, now: number): Responder | undefined {
  for (const row of listOcspResponders(from, authorityId)) {
    const key = getKey(from, row.keyId)
    if (key === undefined || key.sealed === null || !isKeyAlgorithmId(key.algorithm)) continue
    const certificate = requireParsed(from, row.certificateId)
    if (now < certificate.notBefore || now > certificate.notAfter) continue
    return {
      authorityId,
      keyId: row.keyId,
      certificateId: row.certificateId,
      signatureAlgorithm: defaultSignatureAlgorithm(key.algorithm),
      id: responderByKey(certificate.publicKey.keyBytes),
      certificates: [certificate.der],
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter
    }
  }
  return undefined
}

/** Part of a responder certificate's life after which the next one is made. */
const RENEW_AFTER = 2 / 3

/** @returns when the next certificate of a responder is due, Unix ms. */
export function responderDueAt(responder: Pick<Responder, 'notBefore' | 'notAfter'>): number {
  return responder.notBefore + Math.floor((responder.notAfter - responder.notBefore) * RENEW_AFTER)
}
