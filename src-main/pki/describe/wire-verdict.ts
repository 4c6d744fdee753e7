import type { WireOutcome } from '../../../src-shared/model/wire.ts'
import { parsePkiMessage } from '../cmp.ts'
import { parseSignedData } from '../cms.ts'
import { parseOcspResponse } from '../ocsp.ts'
import { parseTimeStampResponse } from '../tsp.ts'
import { messageInAddress, type WireBody } from './wire-body.ts'
import { cmpRefusal } from './wire-cmp.ts'
import { isMap } from './wire-json.ts'
import { scepFacts } from './wire-scep.ts'

/** What an exchange came to, as its answer says. */
export interface WireVerdict {
  readonly outcome: WireOutcome
  /** The protocol's own name of a refusal. */
  readonly code: string | null
  /** What was answered in words. */
  readonly reason: string | null
}

const answered: WireVerdict = { outcome: 'answered', code: null, reason: null }

/** @param answer the answer of an exchange. @returns what it came to. Never throws. */
export function verdictOf(answer: WireBody): WireVerdict {
  const { status } = answer
  if (status === null) return { outcome: 'failed', code: null, reason: 'The client left before it was answered.' }
  try {
    const said = inMessage(answer)
    if (said !== null) return said
  } catch {
    // An answer that is no message: its status speaks.
  }
  if (status < 400) return status === 202 ? { ...answered, outcome: 'waiting' } : answered
  const text = answer.type.startsWith('text/') ? new TextDecoder().decode(answer.body.subarray(0, 2000)).trim() : ''
  return { outcome: status >= 500 ? 'failed' : 'refused', code: `HTTP ${status}`, reason: text === '' ? null : text }
}

function inMessage({ protocol, type, body, status }: WireBody): WireVerdict | null {
  if (body.length === 0) return null
  switch (protocol) {
    case 'scep': {
      if (type !== 'application/x-pki-message') return null
      const { status: said, failure, failureText } = scepFacts(parseSignedData(body))
      if (said === 'pending') return { ...answered, outcome: 'waiting' }
      return said === 'failure' ? { outcome: 'refused', code: failure, reason: failureText } : answered
    }
    case 'cmp': {
      const message = parsePkiMessage(body).body
      const refused = cmpRefusal(message)
      if (refused !== null)
        return { outcome: 'refused', code: refused.failures[0] ?? 'rejection', reason: refused.texts.join(' ') || null }
      const waits =
        message.kind === 'pollRep' ||
        ('responses' in message && message.responses.some(({ status: one }) => one.status === 'waiting'))
      return waits ? { ...answered, outcome: 'waiting' } : answered
    }
    case 'acme': {
      if (type !== 'application/problem+json') return null
      const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
      if (!isMap(value)) return null
      const name = typeof value['type'] === 'string' ? value['type'].replace('urn:ietf:params:acme:error:', '') : null
      const detail = typeof value['detail'] === 'string' ? value['detail'] : null
      return { outcome: (status ?? 0) >= 500 ? 'failed' : 'refused', code: name, reason: detail }
    }
    case 'ocsp': {
      const response = parseOcspResponse(body)
      if (response.kind === 'basic') return answered
      const ours = response.error === 'internalError' || response.error === 'tryLater'
      return { outcome: ours ? 'failed' : 'refused', code: response.error, reason: null }
    }
    case 'tsa': {
      if (type !== 'application/timestamp-reply') return null
      const { status: said, failures, texts, token } = parseTimeStampResponse(body)
      if (token !== null) return answered
      return { outcome: 'refused', code: failures[0] ?? said, reason: texts.join(' ') || null }
    }
    case 'est':
      return null
  }
}

/** @returns what a request asks for, as its message says: `PKCSReq`, `ir`; empty where it does not say. Never throws. */
export function operationIn(request: WireBody): string {
  const octets = messageInAddress(request) ?? request.body
  if (octets.length === 0) return ''
  try {
    if (request.protocol === 'scep') return scepFacts(parseSignedData(octets)).messageType ?? ''
    if (request.protocol === 'cmp') return parsePkiMessage(octets).body.kind
  } catch {
    // What cannot be read asks for nothing that has a name.
  }
  return ''
}
