import { randomBytes } from 'node:crypto'
import { ChanceryError, type ErrorCode } from '../../../src-shared/errors.ts'
import type { EstOperationName, EstSettings } from '../../../src-shared/model/est.ts'
import type { EstAsk } from '../../ca/est/ask.ts'
import type { EstRequester } from '../../ca/est/authenticate.ts'
import { csrAttributesOf } from '../../ca/est/csr-attributes.ts'
import { enrol } from '../../ca/est/enrol.ts'
import { CmcRefused, fullResponse, readFullCmc, type CmcAsk } from '../../ca/est/full-cmc.ts'
import type { MessageSigner } from '../../ca/est/message-signer.ts'
import { protectionOf, protectKey } from '../../ca/est/protect-key.ts'
import { EstRefused } from '../../ca/est/refused.ts'
import { enrolWithServerKey } from '../../ca/est/server-key.ts'
import type { CmcFailure } from '../../pki/cmc/ids.ts'
import { parseCsr } from '../../pki/csr.ts'
import type { Certificate, CertificationRequest } from '../../pki/model.ts'
import { writePkcs7 } from '../../pki/pkcs7.ts'
import type { EstServiceRow } from '../../store/est.ts'
import type { EnrolmentParts } from '../protocol.ts'
import { requireBound } from './binding.ts'
import { estText } from './body.ts'
import { estFailures } from './failures.ts'

/** What goes out. */
export interface Answer {
  readonly status: number
  readonly type: string
  /** null for none. */
  readonly body: string | null
  readonly retryAfter?: number
  /**
   * Says that the body is base64. RFC 8951 3.1 has done away with the header; Bouncy Castle 1.72 reads nothing without
   * it, and everybody else passes over it.
   */
  readonly encoding?: 'base64'
  /** A refusal that the body tells in its own terms; it is logged as any other. */
  readonly refused?: ChanceryError
}

/** A request whose service is known. */
export interface Asked {
  readonly parts: EnrolmentParts
  readonly signer: MessageSigner
  /** CA certificates of a service, certs-only. */
  readonly authorities: (service: EstServiceRow) => Uint8Array
  readonly service: EstServiceRow
  readonly settings: EstSettings
  readonly address: string
  /** DER. */
  readonly body: Uint8Array
  /** The channel binding of the connection. */
  readonly binding: () => Uint8Array | null
  /** The certificate that was shown over TLS. */
  readonly shown: Certificate | null
}

/** The same from somebody who is known. */
export interface AskedByClient extends Asked {
  readonly requester: EstRequester
  readonly operation: Exclude<EstOperationName, 'cacerts' | 'csrattrs'>
}

const CERTS_ONLY = 'application/pkcs7-mime; smime-type=certs-only'
const CMC_RESPONSE = 'application/pkcs7-mime; smime-type=CMC-response'

/** RFC 7030 4.1. */
export function cacerts({ authorities, service }: Asked): Answer {
  return base64(CERTS_ONLY, authorities(service))
}

/** RFC 7030 4.5, RFC 9908. */
export function csrattrs({ parts, service, settings }: Asked): Answer {
  const attributes = csrAttributesOf(parts.ca, service, settings)
  return attributes === null ? { status: 204, type: '', body: null } : base64('application/csrattrs', attributes)
}

/** RFC 7030 4.2: enrolment and re-enrolment. The answer has the certificate that was issued and no other (4.2.3). */
export async function simpleEnrol(asked: AskedByClient): Promise<Answer> {
  const ask = askOf(asked, parseCsr(asked.body))
  const outcome = await enrol(asked.parts.ca, ask)
  return outcome.kind === 'pending' ? waiting(asked) : base64(CERTS_ONLY, writePkcs7({ certificates: [outcome.der] }))
}

/** RFC 7030 4.4: the key and its certificate in two parts. */
export async function serverkeygen(asked: AskedByClient): Promise<Answer> {
  const { parts, signer, shown } = asked
  const ask = askOf(asked, parseCsr(asked.body))
  const protection = protectionOf(parts.ca, ask, shown)
  const outcome = await enrolWithServerKey(parts.ca, ask)
  if (outcome.kind === 'pending') return waiting(asked)
  try {
    const key =
      protection === null
        ? { type: 'application/pkcs8', bytes: outcome.pkcs8 }
        : {
            type: 'application/pkcs7-mime; smime-type=server-generated-key',
            bytes: await protectKey(parts.ca, ask, signer, outcome.pkcs8, protection)
          }
    const certificate = { type: CERTS_ONLY, bytes: writePkcs7({ certificates: [outcome.der] }) }
    return multipart([key, certificate])
  } finally {
    outcome.pkcs8.fill(0)
  }
}

/** RFC 7030 4.3, RFC 5272: one PKCS#10 request in a signed message. */
export async function fullcmc(asked: AskedByClient): Promise<Answer> {
  if (!asked.settings.fullCmc)
    throw new EstRefused(
      'not-found',
      'This service takes no full CMC. Enrol with simpleenroll.',
      `${asked.requester.text} asked by full CMC, which is off. Switch it on with --settings.full-cmc if the device needs it.`
    )
  let read: CmcAsk | null = null
  try {
    read = readFullCmc(asked.parts.ca, asked.body)
    const outcome = await enrol(asked.parts.ca, askOf(asked, read.csr))
    if (outcome.kind === 'pending') return waiting(asked)
    if (read.echoed.length === 0) return base64(CERTS_ONLY, writePkcs7({ certificates: [outcome.der] }))
    const info = { status: 'success', parts: [read.part], text: null, failure: null, echoed: read.echoed } as const
    return base64(CMC_RESPONSE, await fullResponse(asked.signer, asked.service, info, [outcome.der]))
  } catch (error) {
    return cmcRefusal(asked, read, error)
  }
}

/** RFC 7030 4.3.2: an HTTP error that carries a CMC response. What is ours to mend goes out as any other error. */
async function cmcRefusal(asked: AskedByClient, read: CmcAsk | null, error: unknown): Promise<Answer> {
  if (!(error instanceof ChanceryError) || estFailures[error.code].status >= 500) throw error
  const info = {
    status: error instanceof CmcRefused ? error.status : ('failed' as const),
    parts: error instanceof CmcRefused ? error.parts : read === null ? [] : [read.part],
    text: error.message,
    failure: error instanceof CmcRefused ? error.failure : failureOf(error.code),
    echoed: error instanceof CmcRefused ? error.echoed : (read?.echoed ?? [])
  }
  const response = await fullResponse(asked.signer, asked.service, info)
  return { ...base64(CMC_RESPONSE, response), status: estFailures[error.code].status, refused: error }
}

function failureOf(code: ErrorCode): CmcFailure {
  switch (code) {
    case 'bad-signature':
      return 'popFailed'
    case 'weak-key':
      return 'badAlg'
    case 'forbidden':
    case 'unauthenticated':
      return 'badIdentity'
    default:
      return 'badRequest'
  }
}

function askOf(asked: AskedByClient, csr: CertificationRequest): EstAsk {
  const { service, settings, requester, operation, address, binding } = asked
  requireBound(csr, binding(), settings.channelBinding, service.name)
  return { service, settings, requester, operation, csr, address }
}

/** RFC 7030 4.2.3: the client sends the same request again. */
function waiting({ settings }: Asked): Answer {
  const body = 'The request waits. Send it again later as it is.\n'
  return { status: 202, type: 'text/plain; charset=utf-8', body, retryAfter: settings.retryAfterSeconds }
}

function base64(type: string, bytes: Uint8Array): Answer {
  return { status: 200, type, body: estText(bytes), encoding: 'base64' }
}

function multipart(pieces: readonly { readonly type: string; readonly bytes: Uint8Array }[]): Answer {
  const boundary = `est-${randomBytes(16).toString('hex')}`
  const body = pieces.map(
    ({ type, bytes }) =>
      `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${estText(bytes)}\r\n`
  )
  return { status: 200, type: `multipart/mixed; boundary=${boundary}`, body: `${body.join('')}--${boundary}--\r\n` }
}
