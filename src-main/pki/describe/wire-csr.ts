import type { WireStep } from '../../../src-shared/model/wire.ts'
import { parseCertificate } from '../certificate.ts'
import { parseCsr, verifyCsr } from '../csr.ts'
import { describeCsr } from './csr.ts'
import { labelled } from './general-name-lines.ts'
import { keyDescription, signatureLabel } from './key.ts'
import { layer, line, type LayerFound, type WireLine, type WireSideName } from './wire-step.ts'
import { momentText } from './words.ts'
import type { Certificate } from '../model.ts'

/** @param masked whether a secret in it was overwritten, after which its signature cannot hold */
export function csrStep(side: WireSideName, der: Uint8Array, masked: boolean): WireStep {
  return layer(side, 'csr', der, (): LayerFound => {
    const csr = parseCsr(der)
    const valid = verifyCsr(csr)
    const shown = describeCsr(csr, valid)
    return {
      lines: [
        ...line('subject', shown.subject),
        ...shown.alternativeNames.flatMap(({ type, value }) => line(`subjectAltName ${type}`, value)),
        ...line('subjectPublicKey', shown.keyDescription),
        ...line('signatureAlgorithm', shown.signatureAlgorithm),
        ...shown.extensions.flatMap(({ label, text }) => line(label, text)),
        ...shown.attributes.flatMap(({ oid }) => line('attribute', labelled(oid)))
      ],
      ...verdict(valid, masked, 'The signature of the CSR is not by the key in it (RFC 2986 4.2).')
    }
  })
}

/** Says of a signature whether it holds; one over masked octets was not looked at. */
export function verdict(valid: boolean, masked: boolean, wrong: string): Pick<LayerFound, 'outcome' | 'reason'> {
  if (valid) return { outcome: 'ok' }
  return masked
    ? { outcome: 'not-performed', reason: 'A secret in it was masked, so that its signature can no longer be checked.' }
    : { outcome: 'failed', reason: wrong }
}

export function certificateStep(side: WireSideName, der: Uint8Array): WireStep {
  return layer(side, 'certificate', der, () => ({ lines: certificateLines(parseCertificate(der)) }))
}

export function certificateLines(certificate: Certificate): WireLine[] {
  return [
    ...line('subject', certificate.subject.text),
    ...line('issuer', certificate.issuer.text),
    ...line('serialNumber', certificate.serial),
    ...line('notBefore', momentText(certificate.notBefore)),
    ...line('notAfter', momentText(certificate.notAfter)),
    ...line('subjectPublicKey', keyDescription(certificate.publicKey)),
    ...line('signatureAlgorithm', signatureLabel(certificate.signatureAlgorithm))
  ]
}
