import type { ViewedCheck, ViewedObject } from '../../../src-shared/api/viewer.ts'
import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import type { WireStep } from '../../../src-shared/model/wire.ts'
import { contentTypes, parseSignedData } from '../../pki/cms.ts'
import { cmsSteps } from '../../pki/describe/wire-cms.ts'
import { ocspRequestStep, ocspResponseStep } from '../../pki/describe/wire-ocsp.ts'
import { line } from '../../pki/describe/wire-step.ts'
import { tspRequestStep, tspResponseSteps, tspTokenStep } from '../../pki/describe/wire-tsp.ts'
import { counted } from '../../pki/describe/words.ts'
import { parseOcspRequest, parseOcspResponse } from '../../pki/ocsp.ts'
import { pemLabels } from '../../pki/pem.ts'
import { parseTimeStampRequest, parseTimeStampResponse } from '../../pki/tsp.ts'
import type { Reader } from '../../store/connection.ts'
import { readBundle } from '../air-gap/codec.ts'
import { authorityCertificates } from '../wire/steps.ts'
import { attempt, shape } from './shape.ts'

const noSignature: ViewedCheck = { outcome: 'not-performed', note: 'no-signature', reason: null }

/**
 * Finds out whether a piece of DER is a message: of OCSP (RFC 6960), of time-stamping (RFC 3161), a bundle for the air
 * gap, or CMS (RFC 5652).
 * @returns null where it is none
 */
export function messageObject(from: Reader, der: Uint8Array, tree: () => Asn1Node): ViewedObject | null {
  return (
    attempt(() => {
      const { questions, signature } = parseOcspRequest(der)
      const object = shape('ocsp-request', `OCSP request, ${counted(questions.length, 'question')}`, der, tree(), null)
      return told(object, [ocspRequestStep('request', der)], signature === null ? noSignature : undefined)
    }) ??
    attempt(() => {
      const response = parseOcspResponse(der)
      const title = response.kind === 'error' ? `OCSP response, ${response.error}` : 'OCSP response'
      const object = shape('ocsp-response', title, der, tree(), null)
      const step = ocspResponseStep('answer', der, authorityCertificates(from))
      return told(object, [step], response.kind === 'error' ? noSignature : undefined)
    }) ??
    attempt(() => {
      parseTimeStampRequest(der)
      const object = shape('tsp-request', 'Time-stamp request', der, tree(), null)
      return told(object, [tspRequestStep('request', der)], noSignature)
    }) ??
    attempt(() => {
      const { token, status } = parseTimeStampResponse(der)
      const object = shape('tsp-response', `Time-stamp response, ${status}`, der, tree(), null)
      const steps = tspResponseSteps('answer', der, authorityCertificates(from))
      return told(object, steps, token === null ? noSignature : undefined)
    }) ??
    attempt(() => bundleObject(der, tree)) ??
    attempt(() => cmsObject(from, der, tree)) ??
    null
  )
}

/** A bundle is only named here: who sent it, and whether that one may, is examined where bundles are taken. */
function bundleObject(der: Uint8Array, tree: () => Asn1Node): ViewedObject {
  const { content, sha256, signedBy } = readBundle(der)
  return {
    ...shape('air-gap-bundle', `Air-gap bundle of ${content.sender.name}`, der, tree(), null),
    facts: [
      ...line('sender', `${content.sender.name} (${content.sender.installation})`),
      ...line('created', new Date(content.created).toISOString()),
      ...line('items', content.items.length),
      ...line('key', signedBy),
      ...line('sha256', sha256)
    ],
    check: { outcome: 'not-performed', note: 'elsewhere', reason: null }
  }
}

/** @throws ChanceryError `malformed` for what is no message of these kinds */
function cmsObject(from: Reader, der: Uint8Array, tree: () => Asn1Node): ViewedObject | null {
  const [outer, ...inner] = cmsSteps('answer', der, false)
  if (outer?.kind === 'cms-enveloped' && outer.outcome === 'ok')
    return told(shape('cms', 'CMS, encrypted', der, tree(), pemLabels.cms[1]), [outer], noSignature)
  const data = parseSignedData(der)
  if (outer === undefined) return null
  if (data.contentType === contentTypes.timeStampInfo) {
    const token = tspTokenStep('answer', der, authorityCertificates(from))
    if (token.lines.length > 0 || token.outcome === 'failed')
      return told(shape('tsp-token', 'Time-stamp token', der, tree(), pemLabels.cms[0]), [token])
  }
  const object = shape('cms', 'CMS, signed', der, tree(), pemLabels.cms[0])
  // A message that answers nothing (SCEP) is signed over no content; else the content lies in a file beside it.
  const detached = data.content === null && outer.outcome === 'failed'
  const lines: readonly WireStep['lines'][number][] = outer.lines.length > 0 ? outer.lines : signerFacts(data)
  return told(
    object,
    [{ ...outer, lines: [...lines] }, ...inner],
    data.signers.length === 0
      ? noSignature
      : detached
        ? { outcome: 'not-performed', note: 'detached', reason: null }
        : checkOf(outer)
  )
}

/** Where the signature failed, the step holds nothing but the reason. */
function signerFacts(data: ReturnType<typeof parseSignedData>): WireStep['lines'] {
  return [
    ...line('contentType', data.contentType),
    ...line('content', data.content === null ? 'none' : counted(data.content.length, 'octet')),
    ...data.certificates.flatMap(({ subject, serial }) => line('certificate', `${subject.text} (${serial})`))
  ]
}

function told(object: ViewedObject, steps: readonly WireStep[], check?: ViewedCheck): ViewedObject {
  const worst = steps.find(({ outcome }) => outcome === 'failed') ?? steps.find(({ outcome }) => outcome !== 'ok')
  return { ...object, facts: steps.flatMap(({ lines }) => lines), check: check ?? checkOf(worst) }
}

function checkOf(step: WireStep | undefined): ViewedCheck {
  const outcome = step?.outcome ?? 'ok'
  const note = outcome === 'ok' ? 'holds' : outcome === 'failed' ? 'wrong' : 'no-key'
  return { outcome, note, reason: step?.reason ?? null }
}

/** @returns whether a ContentInfo holds more than certificates and CRLs: somebody signed it, or it is encrypted. */
export function isMessage(der: Uint8Array): boolean {
  return attempt(() => parseSignedData(der).signers.length > 0) ?? false
}
