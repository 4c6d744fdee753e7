import type { WireStep } from '../../../src-shared/model/wire.ts'
import { parseSignedData } from '../cms.ts'
import { hexOf } from '../der/hex.ts'
import type { Certificate } from '../model.ts'
import { parseTimeStampInfo, parseTimeStampRequest, parseTimeStampResponse, verifyTimeStamp } from '../tsp.ts'
import { labelled } from './general-name-lines.ts'
import { layer, line, type LayerFound, type WireSideName } from './wire-step.ts'

/** @returns the step of a TimeStampReq (RFC 3161 2.4.1) */
export function tspRequestStep(side: WireSideName, der: Uint8Array): WireStep {
  return layer(side, 'tsp-request', der, () => {
    const { imprint, policy, nonce, certificateWanted, extensions } = parseTimeStampRequest(der)
    return {
      lines: [
        ...line('hashAlgorithm', imprint.hash ?? labelled(imprint.hashOid)),
        ...line('hashedMessage', hexOf(imprint.hashed)),
        ...line('reqPolicy', policy),
        ...line('nonce', nonce),
        ...line('certReq', certificateWanted ? 'TRUE' : 'FALSE'),
        ...extensions.flatMap(({ oid }) => line('extension', labelled(oid)))
      ]
    }
  })
}

/** @returns the steps of a TimeStampResp and its token (RFC 3161 2.4.2). @param known certificates that may have signed it */
export function tspResponseSteps(side: WireSideName, der: Uint8Array, known: readonly Certificate[]): WireStep[] {
  let token: Uint8Array | null = null
  const response = layer(side, 'tsp-response', der, (): LayerFound => {
    const found = parseTimeStampResponse(der)
    token = found.token
    return {
      lines: [
        ...line('status', found.status),
        ...found.failures.flatMap((failure) => line('failInfo', failure)),
        ...found.texts.flatMap((text) => line('statusString', text))
      ],
      ...(found.token === null
        ? { outcome: 'failed', reason: [...found.failures, ...found.texts].join(': ') || found.status }
        : {})
    }
  })
  return token === null ? [response] : [response, tspTokenStep(side, token, known)]
}

/** @returns the step of a time-stamp token (RFC 3161 2.4.2). @param known certificates that may have signed it */
export function tspTokenStep(side: WireSideName, token: Uint8Array, known: readonly Certificate[]): WireStep {
  return layer(side, 'tsp-token', token, (): LayerFound => {
    const data = parseSignedData(token)
    const info = parseTimeStampInfo(data.content ?? new Uint8Array())
    const lines = [
      ...line('serialNumber', info.serial),
      ...line('genTime', new Date(info.time).toISOString()),
      ...line('policy', info.policy),
      ...line('hashAlgorithm', info.imprint.hash ?? labelled(info.imprint.hashOid)),
      ...line('hashedMessage', hexOf(info.imprint.hashed)),
      ...line('nonce', info.nonce)
    ]
    if (data.certificates.length === 0 && known.length === 0)
      return {
        lines,
        outcome: 'not-performed',
        reason: 'The token carries no certificate to check its signature with.'
      }
    const { certificate } = verifyTimeStamp(token, known)
    return { lines: [...lines, ...line('signer', certificate.subject.text)] }
  })
}
