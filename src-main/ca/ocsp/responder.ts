import { defaultSignatureAlgorithm, isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { OcspSettings } from '../../../src-shared/model/ocsp.ts'
import { responderByKey, responderByName } from '../../pki/ocsp.ts'
import { getKey } from '../../store/keys.ts'
import { listOcspResponders, type OcspResponderRow } from '../../store/ocsp.ts'
import { reader } from '../../store/store.ts'
import { signatureFor } from '../authorities/content.ts'
import { requireParsed } from '../certificates/find.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import type { Responder } from './memory.ts'

/** @returns who signs for an authority under these settings; undefined where there is nobody with a certificate that is valid now. */
export function currentResponder(ca: CaContext, authorityId: number, settings: OcspSettings): Responder | undefined {
  const now = ca.clock.now()
  if (settings.signer === 'delegated') return delegated(ca, authorityId, settings, now)
  const issuer = loadIssuer(ca, authorityId)
  if (issuer.validity === null || now > issuer.validity.notAfter) return undefined
  return {
    authorityId,
    keyId: issuer.keyId,
    certificateId: null,
    signatureAlgorithm: signatureFor(issuer.settings.signatureAlgorithm, issuer.keyAlgorithm),
    id:
      settings.responderId === 'name' ? responderByName(issuer.subjectDer) : responderByKey(issuer.publicKey.keyBytes),
    certificates: [],
    ...issuer.validity
  }
}

/** The newest that is valid now and whose private key is here: one that was just made may begin in a moment. */
function delegated(ca: CaContext, authorityId: number, settings: OcspSettings, now: number): Responder | undefined {
  const { responders } = ca.memory.ocsp
  const known = responders.get(authorityId)
  if (known !== undefined && isValid(known, now)) return known
  for (const row of listOcspResponders(reader(ca.store), authorityId)) {
    const responder = readResponder(ca, row, settings)
    if (responder === undefined || !isValid(responder, now)) continue
    responders.set(authorityId, responder)
    return responder
  }
  return undefined
}

function isValid({ notBefore, notAfter }: Responder, now: number): boolean {
  return now >= notBefore && now <= notAfter
}

function readResponder(
  ca: CaContext,
  { authorityId, certificateId, keyId }: OcspResponderRow,
  settings: OcspSettings
): Responder | undefined {
  const key = getKey(reader(ca.store), keyId)
  if (key === undefined || !isKeyAlgorithmId(key.algorithm)) return undefined
  const certificate = requireParsed(reader(ca.store), certificateId)
  return {
    authorityId,
    keyId,
    certificateId,
    signatureAlgorithm: defaultSignatureAlgorithm(key.algorithm),
    id:
      settings.responderId === 'name'
        ? responderByName(certificate.subject.der)
        : responderByKey(certificate.publicKey.keyBytes),
    certificates: [certificate.der],
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter
  }
}

/** Part of a responder certificate's life after which the next one is made. */
const RENEW_AFTER = 2 / 3

/** @returns when the next certificate of a responder is due, Unix ms. */
export function responderDueAt(responder: Pick<Responder, 'notBefore' | 'notAfter'>): number {
  return responder.notBefore + Math.floor((responder.notAfter - responder.notBefore) * RENEW_AFTER)
}
