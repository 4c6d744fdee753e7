import type { WireStep } from '../../../src-shared/model/wire.ts'
import { hexOf } from '../der/hex.ts'
import type { Certificate } from '../model.ts'
import {
  namedResponders,
  parseOcspRequest,
  parseOcspResponse,
  verifyOcspRequest,
  verifyOcspResponse,
  type BasicOcspResponse,
  type OcspCertId
} from '../ocsp.ts'
import { labelled } from './general-name-lines.ts'
import { signatureLabel } from './key.ts'
import { layer, line, type LayerFound, type WireLine, type WireSideName } from './wire-step.ts'
import { momentText } from './words.ts'

/** @returns the step of an OCSPRequest (RFC 6960 4.1.1) */
export function ocspRequestStep(side: WireSideName, der: Uint8Array): WireStep {
  return layer(side, 'ocsp-request', der, (): LayerFound => {
    const request = parseOcspRequest(der)
    return {
      lines: [
        ...request.questions.flatMap(({ certId }) => certIdLines(certId)),
        ...line('nonce', request.nonce === null ? null : hexOf(request.nonce)),
        ...request.extensions.flatMap(({ oid }) => line('requestExtension', labelled(oid))),
        ...line('signature', request.signature === null ? 'none' : signatureLabel(request.signature.algorithm))
      ],
      ...(request.signature !== null && verifyOcspRequest(request) === null
        ? { outcome: 'failed', reason: 'The signature of the request is by none of its certificates.' }
        : {})
    }
  })
}

/** @returns the step of an OCSPResponse (RFC 6960 4.2.1). @param known certificates that may have signed it */
export function ocspResponseStep(side: WireSideName, der: Uint8Array, known: readonly Certificate[]): WireStep {
  return layer(side, 'ocsp-response', der, (): LayerFound => {
    const response = parseOcspResponse(der)
    if (response.kind === 'error')
      return { lines: line('responseStatus', response.error), outcome: 'failed', reason: response.error }
    const { basic } = response
    const signer = verifyOcspResponse(basic, known)
    return {
      lines: [
        ...line('responseStatus', 'successful'),
        ...line(
          'responderID',
          basic.responderId.kind === 'name' ? basic.responderId.name.text : `key ${hexOf(basic.responderId.keyHash)}`
        ),
        ...line('producedAt', momentText(basic.producedAt)),
        ...basic.answers.flatMap(({ certId, status, thisUpdate, nextUpdate }) => [
          ...certIdLines(certId),
          ...line('certStatus', status.kind),
          ...(status.kind === 'revoked' ? line('revocationTime', momentText(status.revokedAt)) : []),
          ...(status.kind === 'revoked' ? line('revocationReason', status.reason) : []),
          ...line('thisUpdate', momentText(thisUpdate)),
          ...line('nextUpdate', nextUpdate === null ? null : momentText(nextUpdate))
        ]),
        ...line('nonce', basic.nonce === null ? null : hexOf(basic.nonce)),
        ...line('signatureAlgorithm', signatureLabel(basic.signatureAlgorithm)),
        ...line('signer', signer?.subject.text)
      ],
      ...(signer === null ? unsigned(basic, known) : {})
    }
  })
}

/** A wrong signature is one thing, and a responder whose certificate nobody has another. */
function unsigned(
  basic: BasicOcspResponse,
  known: readonly Certificate[]
): { readonly outcome: WireStep['outcome']; readonly reason: string } {
  if (namedResponders(basic, known).length === 0)
    return {
      outcome: 'not-performed',
      reason: 'The certificate of the responder is neither in the answer nor known here.'
    }
  return {
    outcome: 'failed',
    reason: 'The signature of the answer does not verify with the certificate of the responder that it names.'
  }
}

function certIdLines({ hash, hashOid, issuerNameHash, issuerKeyHash, serial }: OcspCertId): WireLine[] {
  return [
    ...line('serialNumber', serial),
    ...line('hashAlgorithm', hash ?? labelled(hashOid)),
    ...line('issuerNameHash', hexOf(issuerNameHash)),
    ...line('issuerKeyHash', hexOf(issuerKeyHash))
  ]
}
