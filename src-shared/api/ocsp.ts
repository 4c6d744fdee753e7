import { z } from 'zod'
import { ocspSettings } from '../model/ocsp.ts'
import { ref, unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'

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
      renewAt: unixMs.nullable()
    })
    .nullable(),
  /** Answers that are kept. */
  signedAhead: z.number().int(),
  updatedAt: unixMs
})
export type OcspService = z.infer<typeof ocspService>

export const ocspOperations = {
  'ocsp.enable': operation({
    summary:
      'Answers OCSP requests for an authority, or changes how; a delegated responder gets its certificate at once',
    access: 'service.edit',
    effect: 'sign',
    input: z.strictObject({ authority: ref, settings: ocspSettings.prefault({}) }),
    output: z.object({ service: ocspService })
  }),
  'ocsp.disable': operation({
    summary: 'Answers OCSP requests for an authority no longer',
    access: 'service.edit',
    effect: 'write',
    input: z.strictObject({ authority: ref }),
    output: z.object({ service: ocspService })
  }),
  'ocsp.status': operation({
    summary: 'Shows for which authorities OCSP requests are answered, who signs and how many answers are kept',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({ authority: ref.optional() }),
    output: z.object({ services: z.array(ocspService) })
  })
}
