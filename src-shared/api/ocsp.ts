import { z } from 'zod'
import { certificateState } from '../model/certificate.ts'
import { ocspSettings } from '../model/ocsp.ts'
import { keyPlace } from '../model/service-key.ts'
import { revocationReason } from '../model/revocation.ts'
import { encodedObject, ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { fromFile, secretField } from './shapes.ts'

/** Of the token on which a key is, where it is not open already. */
const tokenPin = z.string().min(1).max(256).optional().meta(secretField)

/** How the certificates of one authority are answered for. */
export const ocspService = z.object({
  authorityId: z.number().int(),
  authorityName: z.string(),
  state: z.enum(['enabled', 'disabled']),
  settings: ocspSettings,
  /** Addresses that certificates carry; empty where none is known. */
  addresses: z.array(z.string()),
  /** Who signs; null where nobody can right now. */
  responder: z
    .object({
      /** Certificate of a delegated responder; null where the authority signs itself. */
      certificateId: z.number().int().nullable(),
      notAfter: unixMs,
      /** When a delegated responder gets its next certificate. */
      renewAt: unixMs.nullable(),
      /** Tokens that hold its key; none for a key in the vault. */
      places: z.array(keyPlace)
    })
    .nullable(),
  /** Every certificate that a delegated responder had, newest first. */
  responders: z.array(
    z.object({
      certificateId: z.number().int(),
      notBefore: unixMs,
      notAfter: unixMs,
      state: certificateState,
      /** Whether it signs now; of those before only the certificate is left, their keys were destroyed. */
      signs: z.boolean()
    })
  ),
  /** Answers that are kept. */
  signedAhead: z.number().int(),
  /** When the oldest of them was signed that may still be asked for. */
  oldestAnswerAt: unixMs.nullable(),
  updatedAt: unixMs
})
export type OcspService = z.infer<typeof ocspService>

/** What a relying party would be answered now, read as it would read it. */
export const ocspTrial = z.object({
  /** Whose certificate was asked about; null where no authority of this installation issued it. */
  authorityId: z.number().int().nullable(),
  authorityName: z.string().nullable(),
  serial: z.string(),
  certificateId: z.number().int().nullable(),
  /** The unsigned error of RFC 6960 2.3; null for an answer. */
  error: z.enum(['malformedRequest', 'internalError', 'tryLater', 'sigRequired', 'unauthorized']).nullable(),
  answer: z
    .object({
      status: z.enum(['good', 'revoked', 'unknown']),
      revokedAt: unixMs.nullable(),
      reason: revocationReason.nullable(),
      thisUpdate: unixMs,
      nextUpdate: unixMs.nullable(),
      producedAt: unixMs,
      signatureAlgorithm: z.string(),
      /** Who signed; null where the signature is not by a certificate that may answer (RFC 6960 4.2.2.2). */
      signer: z.object({ subject: z.string(), certificateId: z.number().int().nullable() }).nullable(),
      /** Whether the nonce of the question stands in it; null where none was sent. */
      nonceEchoed: z.boolean().nullable(),
      /** Since when expired certificates are told of (RFC 6960 4.4.4). */
      archiveCutoff: unixMs.nullable(),
      /** The CRL on which it stands (RFC 6960 4.4.2). */
      crl: z.object({ url: z.string().nullable(), number: z.string().nullable(), time: unixMs.nullable() }).nullable(),
      /** Whether the responder says revoked of what was never issued (RFC 6960 4.4.8). */
      extendedRevoked: z.boolean()
    })
    .nullable(),
  /** Request and response, DER in base64. */
  request: z.string(),
  response: z.string()
})
export type OcspTrial = z.infer<typeof ocspTrial>

export const ocspOperations = {
  'ocsp.enable': operation({
    summary:
      'Answers OCSP requests for an authority, or changes how; a delegated responder gets its certificate at once',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({ authority: ref, settings: ocspSettings.prefault({}), pin: tokenPin }),
    output: z.object({ service: ocspService })
  }),
  'ocsp.disable': operation({
    summary: 'Answers OCSP requests for an authority no longer',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ authority: ref }),
    output: z.object({ service: ocspService })
  }),
  'ocsp.renew': operation({
    summary: 'Gives the delegated responder of an authority its next key and certificate now',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({ authority: ref, pin: tokenPin }),
    output: z.object({ service: ocspService })
  }),
  'ocsp.ask': operation({
    summary:
      'Asks the responder as a relying party would, about a serial number or a certificate, and decodes its answer',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({
      authority: ref.optional().meta({ help: 'Whose serial number it is; not needed for a certificate.' }),
      serial: z
        .string()
        .max(60)
        .regex(/^(?:0x)?[0-9A-Fa-f]+$/, 'Write a serial number in hexadecimal digits.')
        .optional(),
      certificate: encodedObject.optional().meta({ ...fromFile, help: 'A certificate, PEM or DER.' }),
      hash: z.enum(['sha1', 'sha256']).default('sha1').meta({ help: 'By which the question names the issuer.' }),
      nonce: z.boolean().default(false).meta({ help: 'Sends a nonce.' })
    }),
    output: z.object({ trial: ocspTrial })
  }),
  'ocsp.status': operation({
    summary: 'Shows for which authorities OCSP requests are answered, who signs and how many answers are kept',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional() }),
    output: z.object({ services: z.array(ocspService) })
  })
}
