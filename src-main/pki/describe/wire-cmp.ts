import { assertNever } from '../../../src-shared/assert-never.ts'
import type { WireStep } from '../../../src-shared/model/wire.ts'
import { parsePkiMessage, readMacParameters, type PkiBody, type PkiMessage, type StatusInfo } from '../cmp.ts'
import { hexOf } from '../der/hex.ts'
import { verifySignature } from '../verify.ts'
import { describeGeneralName, labelled } from './general-name-lines.ts'
import { keyDescription, signatureLabel } from './key.ts'
import { csrStep } from './wire-csr.ts'
import { layer, line, type LayerFound, type WireLine, type WireSideName } from './wire-step.ts'
import { counted, momentText } from './words.ts'

/** @returns header, body and protection of a PKIMessage (RFC 9810 5.1), one step each */
export function cmpSteps(side: WireSideName, der: Uint8Array, masked: boolean): WireStep[] {
  let message: PkiMessage | null = null
  const header = layer(side, 'pki-header', der, () => {
    message = parsePkiMessage(der)
    return { lines: headerLines(message) }
  })
  if (message === null) return [header]
  const read: PkiMessage = message
  const steps = [
    header,
    layer(side, 'pki-body', null, (): LayerFound => ({ lines: bodyLines(read.body), ...refusalIn(read.body) })),
    layer(side, 'pki-protection', null, () => protection(read, masked))
  ]
  if (read.body.kind === 'p10cr') steps.push(csrStep(side, read.body.csr.der, masked))
  if (read.body.kind === 'nested')
    for (const inner of read.body.messages.slice(0, 3)) steps.push(...cmpSteps(side, inner, masked).slice(0, 4))
  return steps
}

function headerLines({ header, body }: PkiMessage): WireLine[] {
  const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : hexOf(bytes))
  return [
    ...line('pvno', header.version),
    ...line('body', body.kind),
    ...line('sender', describeGeneralName(header.sender)),
    ...line('recipient', describeGeneralName(header.recipient)),
    ...line('messageTime', header.time === null ? null : momentText(header.time)),
    ...line('protectionAlg', header.protection === null ? null : protectionName(header.protection)),
    ...line('senderKID', hex(header.senderKeyId)),
    ...line('transactionID', hex(header.transactionId)),
    ...line('senderNonce', hex(header.senderNonce)),
    ...line('recipNonce', hex(header.recipientNonce)),
    ...header.info.flatMap(({ oid }) => line('generalInfo', labelled(oid)))
  ]
}

function protectionName(algorithm: NonNullable<PkiMessage['header']['protection']>): string {
  return algorithm.id === null ? labelled(algorithm.oid) : signatureLabel(algorithm)
}

function bodyLines(body: PkiBody): WireLine[] {
  switch (body.kind) {
    case 'ir':
    case 'cr':
    case 'kur':
      return body.requests.flatMap(({ id, template, controls, possession }) => [
        ...line('certReqId', id),
        ...line('subject', template.subject?.text),
        ...line('publicKey', template.publicKey === null ? null : keyDescription(template.publicKey)),
        ...template.extensions.flatMap(({ oid }) => line('extension', labelled(oid))),
        ...controls.flatMap(({ oid }) => line('control', labelled(oid))),
        ...line('popo', possession?.kind ?? 'none')
      ])
    case 'p10cr':
      return line('subject', body.csr.subject.text)
    case 'ip':
    case 'cp':
    case 'kup':
      return [
        ...body.responses.flatMap(({ id, status, certificate, privateKey }) => [
          ...line('certReqId', id),
          ...statusLines(status),
          ...line('certificate', certificate === null ? null : `${certificate.subject.text} (${certificate.serial})`),
          ...line('privateKey', privateKey === null ? null : 'there, encrypted')
        ]),
        ...body.caPubs.flatMap(({ subject }) => line('caPubs', subject.text))
      ]
    case 'rr':
      return body.details.flatMap(({ template }) => [
        ...line('issuer', template.issuer?.text),
        ...line('serialNumber', template.serial)
      ])
    case 'rp':
      return body.statuses.flatMap(statusLines)
    case 'nested':
      return line('messages', body.messages.length)
    case 'genm':
    case 'genp':
      return body.infos.flatMap(({ oid, value }) =>
        line('infoType', `${labelled(oid)}${value === null ? '' : `, ${counted(value.length, 'octet')}`}`)
      )
    case 'error':
      return [...statusLines(body.status), ...body.details.flatMap((text) => line('errorDetails', text))]
    case 'certConf':
      return body.statuses.flatMap(({ id, certHash, status }) => [
        ...line('certReqId', id),
        ...line('certHash', hexOf(certHash)),
        ...(status === null ? [] : statusLines(status))
      ])
    case 'pollReq':
      return body.ids.flatMap((id) => line('certReqId', id))
    case 'pollRep':
      return body.answers.flatMap(({ id, checkAfter }) => [
        ...line('certReqId', id),
        ...line('checkAfter', `${checkAfter} s`)
      ])
    case 'pkiconf':
      return line('pkiconf', 'confirmed')
    case 'other':
      return line('tag', body.number)
    default:
      return assertNever(body)
  }
}

function statusLines({ status, failures, texts }: StatusInfo): WireLine[] {
  return [
    ...line('status', status),
    ...failures.flatMap((failure) => line('failInfo', failure)),
    ...texts.flatMap((text) => line('statusString', text))
  ]
}

/** What an answer refuses with; null where it refuses nothing. */
export function cmpRefusal(body: PkiBody): StatusInfo | null {
  const statuses =
    body.kind === 'error'
      ? [body.status]
      : body.kind === 'rp'
        ? body.statuses
        : body.kind === 'ip' || body.kind === 'cp' || body.kind === 'kup'
          ? body.responses.map(({ status }) => status)
          : []
  return statuses.find(({ status }) => status === 'rejection') ?? null
}

function refusalIn(body: PkiBody): Pick<LayerFound, 'outcome' | 'reason'> {
  const refused = cmpRefusal(body)
  if (refused === null) return {}
  return { outcome: 'failed', reason: [...refused.failures, ...refused.texts].join(': ') || 'rejection' }
}

function protection(
  { header, protection: value, protectedPart, extraCertificates }: PkiMessage,
  masked: boolean
): LayerFound {
  const certificates = extraCertificates.flatMap(({ subject, serial }) =>
    line('extraCerts', `${subject.text} (${serial})`)
  )
  if (header.protection === null || value === null)
    return { lines: certificates, outcome: 'not-performed', reason: 'The message is not protected.' }
  const lines = [...line('protectionAlg', protectionName(header.protection)), ...certificates]
  const mac = readMacParameters(header.protection)
  if (mac !== null)
    return {
      lines,
      outcome: 'not-performed',
      reason: 'It is protected by a MAC; the shared secret is not kept here, so that it is not checked again.'
    }
  if (masked)
    return {
      lines,
      outcome: 'not-performed',
      reason: 'A secret in it was masked, so that its signature can no longer be checked.'
    }
  const algorithm = header.protection
  const signer = extraCertificates.find(({ publicKey }) => verifySignature(publicKey, algorithm, protectedPart, value))
  if (signer !== undefined) return { lines: [...lines, ...line('signer', signer.subject.text)] }
  return extraCertificates.length === 0
    ? { lines, outcome: 'not-performed', reason: 'The certificate of the signer is not in the message.' }
    : {
        lines,
        outcome: 'failed',
        reason: 'The signature is by none of the certificates in the message (RFC 9483 3.2).'
      }
}
