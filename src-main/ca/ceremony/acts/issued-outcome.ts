import { ChanceryError } from '../../../../src-shared/errors.ts'
import { parseCertificate } from '../../../pki/certificate.ts'
import { fingerprintOf } from '../../certificates/chain.ts'
import { writePem } from '../../../pki/pem.ts'
import type { IssuanceOutcome } from '../../issue/request.ts'
import type { Facts } from '../position.ts'
import { fileNameOf, type ActContext, type Outcome } from './act.ts'

/** @returns what a step notes of a certificate that it made. @throws ChanceryError `conflict` where the request was held */
export function issuedOutcome(
  context: Pick<ActContext, 'rehearsal'>,
  outcome: IssuanceOutcome,
  stem: string,
  more: Facts
): Outcome {
  if (outcome.kind === 'pending')
    throw new ChanceryError(
      'conflict',
      `The request waits as number ${outcome.requestId}; a ceremony cannot wait for it.`
    )
  const certificate = parseCertificate(outcome.der)
  return {
    facts: {
      ...more,
      certificateId: String(outcome.certificateId),
      serial: certificate.serial,
      subject: certificate.subject.text,
      issuer: certificate.issuer.text,
      notBefore: new Date(certificate.notBefore).toISOString(),
      notAfter: new Date(certificate.notAfter).toISOString(),
      sha256: fingerprintOf(outcome.der)
    },
    files: [{ name: fileNameOf(context, stem, 'pem'), bytes: Buffer.from(writePem('CERTIFICATE', outcome.der)) }],
    signed: [{ kind: 'certificate', tbs: certificate.tbs }]
  }
}
