import type { KeyObject } from 'node:crypto'
import type { WireStep } from '../../../src-shared/model/wire.ts'
import { bodySteps, type WireBody } from '../../pki/describe/wire-body.ts'
import { certificateLines } from '../../pki/describe/wire-csr.ts'
import { layer, line, type WireLine } from '../../pki/describe/wire-step.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { readJwk } from '../../pki/jwk.ts'
import type { Certificate } from '../../pki/model.ts'
import { getAcmeAccount } from '../../store/acme-accounts.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import type { Reader } from '../../store/connection.ts'
import type { WireExchange } from '../../store/wire-log.ts'
import { typeIn } from './keep.ts'

/** Authorities whose certificates are tried on an answer that carries none. */
const MAX_KNOWN = 200

/** @returns an exchange step by step: HTTP and what is inside it, request and answer, and the refusal at the end */
export function stepsOf(reader: Reader, exchange: Omit<WireExchange, 'id' | 'recordingId' | 'deleteAt'>): WireStep[] {
  const keys = (kid: string): KeyObject | null => accountKey(reader, kid)
  const known = exchange.protocol === 'ocsp' || exchange.protocol === 'tsa' ? authorityCertificates(reader) : []
  const shared = { protocol: exchange.protocol, method: exchange.method, url: exchange.url, keys, known }
  const request: WireBody = {
    ...shared,
    side: 'request',
    status: null,
    ...typeIn(exchange.requestHeaders),
    body: exchange.requestBody,
    masked: exchange.requestMasked.some((name) => !isHeader(exchange, name))
  }
  const answer: WireBody = {
    ...shared,
    side: 'answer',
    status: exchange.status,
    ...typeIn(exchange.answerHeaders),
    body: exchange.answerBody,
    masked: exchange.answerMasked.length > 0
  }
  return [
    requestLine(exchange),
    ...(exchange.clientCertificate === null ? [] : [shownStep(exchange.clientCertificate)]),
    ...cut('request', exchange.requestBody, exchange.requestBytes, exchange.requestMasked, () => bodySteps(request)),
    statusLine(exchange),
    ...cut('answer', exchange.answerBody, exchange.answerBytes, exchange.answerMasked, () => bodySteps(answer)),
    ...refusal(exchange)
  ]
}

type Shown = Parameters<typeof stepsOf>[1]

function isHeader({ requestHeaders }: Shown, name: string): boolean {
  return requestHeaders.some((header) => header.name === name)
}

function requestLine({ method, url, peer, secure, requestBytes, requestMasked }: Shown): WireStep {
  return layer('request', 'http', null, () => ({
    lines: [
      ...line('request', `${method} ${url}`),
      ...line('from', peer),
      ...line('transport', secure ? 'HTTPS' : 'HTTP'),
      ...line('octets', requestBytes),
      ...requestMasked.flatMap((name) => line('masked', name))
    ]
  }))
}

function statusLine({ status, answerHeaders, answerBytes, answerMasked, milliseconds, code, reason }: Shown): WireStep {
  return layer('answer', 'http', null, () => ({
    lines: [
      ...line('status', status),
      ...line('Content-Type', typeIn(answerHeaders).fullType),
      ...line('octets', answerBytes),
      ...line('milliseconds', milliseconds.toFixed(1)),
      ...answerMasked.flatMap((name) => line('masked', name))
    ],
    ...(status === null || status >= 400
      ? { outcome: 'failed' as const, reason: reason ?? code ?? 'The client left before it was answered.' }
      : {})
  }))
}

function shownStep(der: Uint8Array): WireStep {
  return layer('request', 'certificate', der, () => ({
    lines: [...line('shown over', 'TLS'), ...certificateLines(parseCertificate(der))] satisfies WireLine[]
  }))
}

/** What was cut is not taken apart: half a message says wrong things. */
function cut(
  side: WireStep['side'],
  body: Uint8Array,
  bytes: number,
  masked: readonly string[],
  steps: () => WireStep[]
): WireStep[] {
  if (bytes <= body.length || masked.length > 0) return steps()
  const reason = `Only ${body.length} of ${bytes} octets were kept.`
  return [layer(side, 'text', null, () => ({ lines: [], outcome: 'not-performed', reason }))]
}

function refusal({ outcome, code, reason }: Shown): WireStep[] {
  if (outcome !== 'refused' && outcome !== 'failed') return []
  return [
    layer('answer', 'refusal', null, () => ({ lines: line('code', code), outcome: 'failed', reason: reason ?? code }))
  ]
}

/** The number of an account ends its address (RFC 8555 7.1.2). */
function accountKey(reader: Reader, kid: string): KeyObject | null {
  const [, number] = /\/account\/([1-9]\d{0,14})$/.exec(kid) ?? []
  const account = number === undefined ? undefined : getAcmeAccount(reader, Number(number))
  if (account === undefined) return null
  try {
    return readJwk(account.jwk).key
  } catch {
    return null
  }
}

/** @returns the certificates of the authorities here, to try on messages that bring none. */
export function authorityCertificates(reader: Reader): Certificate[] {
  return listAuthorities(reader)
    .slice(0, MAX_KNOWN)
    .flatMap(({ certificateId }) => {
      const der = certificateId === null ? undefined : getCertificateDer(reader, certificateId)
      return der === undefined ? [] : [parseCertificate(der)]
    })
}
