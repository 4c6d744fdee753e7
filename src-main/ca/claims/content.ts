import { z } from 'zod'
import { appleSettings, claimEncryption, claimLanguage } from '../../../src-shared/model/claims.ts'
import { durationText } from '../../../src-shared/model/duration.ts'
import { alternativeName, subjectEntry } from '../../../src-shared/model/subject-entry.ts'

/** What every link keeps of what was asked for. */
const shared = {
  names: z.array(alternativeName),
  subject: z.array(subjectEntry),
  language: claimLanguage
}

/** A link to a PKCS#12 file. */
export const pkcs12Content = z.strictObject({ ...shared, encryption: claimEncryption })

/** A link to a configuration profile; addresses as they were when it was made, whatever a browser sends as host. */
export const appleContent = z.strictObject({
  ...shared,
  ...appleSettings,
  /** Span of the certificate, by SCEP; as its profile says where there is none. */
  validity: durationText.optional(),
  /** SCEP service, or ACME directory. */
  url: z.string(),
  acme: z
    .strictObject({
      clientIdentifier: z.string(),
      hardwareBound: z.boolean(),
      attest: z.boolean(),
      /** Of a service here, so that its order can be found. */
      serviceId: z.number().int().optional()
    })
    .nullable()
})
export type AppleContent = z.output<typeof appleContent>
