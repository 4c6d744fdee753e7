import type { WireStep } from '../../../src-shared/model/wire.ts'
import { singleAttribute, type SignedData } from '../cms.ts'
import { hexOf } from '../der/hex.ts'
import { DerReader } from '../der/reader.ts'
import { isStringTag, stringText } from '../der/strings.ts'
import { scepAttributes, scepFailures, scepMessageTypes, scepStatuses } from '../scep.ts'
import { layer, line, type WireSideName } from './wire-step.ts'

/** What the attributes of a pkiMessage say (RFC 8894 3.2.1), whether or not it is a good one. */
export interface ScepFacts {
  readonly messageType: string | null
  readonly transactionId: string | null
  readonly senderNonce: string | null
  readonly recipientNonce: string | null
  readonly status: string | null
  readonly failure: string | null
  readonly failureText: string | null
}

export function scepFacts({ signers }: SignedData): ScepFacts {
  const attributes = signers[0]?.attributes ?? []
  const element = (oid: string): Uint8Array | null => {
    try {
      return singleAttribute(attributes, oid)
    } catch {
      return null
    }
  }
  const text = (oid: string): string | null => {
    const der = element(oid)
    return der === null ? null : textOf(der)
  }
  const octets = (oid: string): string | null => {
    const der = element(oid)
    // The content of a short OCTET STRING.
    return der === null || der[0] !== 4 || (der[1] ?? 0x80) >= 0x80 ? null : hexOf(der.subarray(2))
  }
  return {
    messageType: named(scepMessageTypes, text(scepAttributes.messageType)),
    transactionId: text(scepAttributes.transactionId),
    senderNonce: octets(scepAttributes.senderNonce),
    recipientNonce: octets(scepAttributes.recipientNonce),
    status: named(scepStatuses, text(scepAttributes.pkiStatus)),
    failure: named(scepFailures, text(scepAttributes.failInfo)),
    failureText: text(scepAttributes.failInfoText)
  }
}

export function scepStep(side: WireSideName, data: SignedData): WireStep {
  return layer(side, 'scep-message', null, () => {
    const facts = scepFacts(data)
    const missing = [
      facts.messageType === null ? 'messageType' : '',
      facts.transactionId === null ? 'transactionID' : '',
      facts.senderNonce === null ? 'senderNonce' : ''
    ].filter((name) => name !== '')
    return {
      lines: [
        ...line('messageType', facts.messageType),
        ...line('transactionID', facts.transactionId),
        ...line('senderNonce', facts.senderNonce),
        ...line('recipientNonce', facts.recipientNonce),
        ...line('pkiStatus', facts.status),
        ...line('failInfo', facts.failure),
        ...line('failInfoText', facts.failureText)
      ],
      ...(missing.length === 0
        ? {}
        : { outcome: 'failed' as const, reason: `The SCEP message has no ${missing.join(', ')} (RFC 8894 3.2.1).` })
    }
  })
}

function named(table: Readonly<Record<string, string>>, text: string | null): string | null {
  if (text === null) return null
  return Object.entries(table).find(([, number]) => number === text)?.[0] ?? text.slice(0, 40)
}

function textOf(der: Uint8Array): string | null {
  try {
    const reader = new DerReader(der, 'SCEP attribute')
    reader.next()
    return isStringTag(reader.tag)
      ? (stringText(reader.tag, der, reader.contentStart, reader.contentEnd)?.slice(0, 300) ?? null)
      : null
  } catch {
    return null
  }
}
