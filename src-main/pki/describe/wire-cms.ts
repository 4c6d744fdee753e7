import { oidLabel } from '../../../src-shared/model/oid.ts'
import type { WireStep } from '../../../src-shared/model/wire.ts'
import { cmcContentTypes, cmcControls } from '../cmc/ids.ts'
import { parsePkiData } from '../cmc/pki-data.ts'
import { readPkiResponse } from '../cmc/pki-response.ts'
import {
  envelopedDataOid,
  parseEnvelopedData,
  parseSignedData,
  verifySignedData,
  type CmsSigner,
  type SignedData
} from '../cms.ts'
import { hexOf } from '../der/hex.ts'
import { scepAttributes } from '../scep.ts'
import { labelled } from './general-name-lines.ts'
import { signatureLabel } from './key.ts'
import { scepStep } from './wire-scep.ts'
import { csrStep } from './wire-csr.ts'
import { layer, line, type LayerFound, type WireLine, type WireSideName } from './wire-step.ts'
import { counted } from './words.ts'
import { DerReader } from '../der/reader.ts'
import { SEQUENCE } from '../der/tags.ts'
import { berToDer } from '../ber.ts'

/** Layers within layers that are looked into. */
const MAX_DEPTH = 4

/** @returns the steps of a cryptographic message (RFC 5652) and of what is inside it, as far as it is not encrypted */
export function cmsSteps(side: WireSideName, der: Uint8Array, masked: boolean, depth = 0): WireStep[] {
  if (depth >= MAX_DEPTH) return []
  if (typeOf(der) === envelopedDataOid) return [envelopedStep(side, der)]
  let data: SignedData | null = null
  const signed = layer(side, 'cms-signed', der, (): LayerFound => {
    data = parseSignedData(der)
    return { lines: signedLines(data), ...checked(data, masked) }
  })
  return data === null ? [signed] : [signed, ...insideOf(side, data, masked, depth)]
}

function checked(data: SignedData, masked: boolean): Pick<LayerFound, 'outcome' | 'reason'> {
  // RFC 5652 5.2, degenerate: certificates and CRLs in an envelope that nobody signs.
  if (data.signers.length === 0) return { outcome: 'ok' }
  if (masked)
    return {
      outcome: 'not-performed',
      reason: 'A secret in it was masked, so that its signature can no longer be checked.'
    }
  verifySignedData(data, { content: new Uint8Array() })
  return { outcome: 'ok' }
}

function insideOf(side: WireSideName, data: SignedData, masked: boolean, depth: number): WireStep[] {
  const [signer] = data.signers
  const steps: WireStep[] = []
  if (signer?.attributes?.some(({ oid }) => oid === scepAttributes.messageType) === true)
    steps.push(scepStep(side, data))
  const { content, contentType } = data
  if (content === null || content.length === 0) return steps
  if (contentType === cmcContentTypes.pkiData) return [...steps, ...cmcSteps(side, content, masked)]
  if (contentType === cmcContentTypes.pkiResponse) return [...steps, cmcAnswerStep(side, content)]
  const inner = typeOf(content)
  if (inner !== null) steps.push(...cmsSteps(side, content, masked, depth + 1))
  return steps
}

function envelopedStep(side: WireSideName, der: Uint8Array): WireStep {
  return layer(side, 'cms-enveloped', der, () => {
    const data = parseEnvelopedData(der)
    return {
      lines: [
        ...line('contentType', labelled(data.contentType)),
        ...line('contentEncryptionAlgorithm', data.cipher ?? labelled(data.cipherOid)),
        ...data.recipients.flatMap(({ id, transportOid, encryptedKey }) => [
          ...line('recipient', idText(id)),
          ...line('keyEncryptionAlgorithm', labelled(transportOid)),
          ...line('encryptedKey', counted(encryptedKey.length, 'octet'))
        ]),
        ...line('encryptedContent', `${counted(data.encrypted.length, 'octet')}, kept encrypted`)
      ]
    }
  })
}

function signedLines(data: SignedData): WireLine[] {
  return [
    ...line('contentType', labelled(data.contentType)),
    ...line('content', data.content === null ? 'none' : counted(data.content.length, 'octet')),
    ...data.signers.flatMap(signerLines),
    ...data.certificates.flatMap(({ subject, serial }) => line('certificate', `${subject.text} (${serial})`)),
    ...line('crls', data.crls.length === 0 ? null : data.crls.length)
  ]
}

function signerLines({ id, digestOid, digest, signatureAlgorithm, attributes }: CmsSigner): WireLine[] {
  return [
    ...line('signer', idText(id)),
    ...line('digestAlgorithm', digest ?? labelled(digestOid)),
    ...line('signatureAlgorithm', signatureLabel(signatureAlgorithm)),
    ...(attributes ?? []).flatMap(({ oid }) => line('signedAttribute', oidLabel(oid)))
  ]
}

function idText(id: CmsSigner['id']): string {
  return id.kind === 'issuer-serial' ? `${id.issuer.text} (${id.serial})` : `key id ${hexOf(id.keyId)}`
}

function cmcSteps(side: WireSideName, content: Uint8Array, masked: boolean): WireStep[] {
  const csrs: Uint8Array[] = []
  const step = layer(side, 'cmc', content, () => {
    const data = parsePkiData(content)
    for (const request of data.requests) if (request.kind === 'pkcs10') csrs.push(request.csr.der)
    return {
      lines: [
        ...data.controls.flatMap(({ oid, part }) => line(`control ${part}`, controlName(oid))),
        ...data.requests.flatMap(({ kind }) => line('request', kind))
      ]
    }
  })
  return [step, ...csrs.slice(0, 5).map((csr) => csrStep(side, csr, masked))]
}

function cmcAnswerStep(side: WireSideName, content: Uint8Array): WireStep {
  return layer(side, 'cmc', content, () => {
    const { status, failure, controls } = readPkiResponse(content)
    return {
      lines: [
        ...line('status', status),
        ...line('failInfo', failure),
        ...controls.flatMap(({ oid, part }) => line(`control ${part}`, controlName(oid)))
      ]
    }
  })
}

function controlName(oid: string): string {
  return Object.entries(cmcControls).find(([, value]) => value === oid)?.[0] ?? labelled(oid)
}

/** @returns the content type of a ContentInfo; null for what is none */
function typeOf(bytes: Uint8Array): string | null {
  if (bytes[0] !== 0x30) return null
  try {
    const reader = new DerReader(berToDer(bytes, 'message'), 'message')
    reader.enter(SEQUENCE)
    const type = reader.oidText()
    return type.startsWith('1.2.840.113549.1.7.') || type.startsWith('1.2.840.113549.1.9.16.1.') ? type : null
  } catch {
    return null
  }
}
