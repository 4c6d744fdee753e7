import { z } from 'zod'
import { tokenState } from './token.ts'

/** The token on which the key of a service lies or is to be made; null for the vault. Stored as the PKCS#11 URI. */
export const serviceKeyToken = z
  .string()
  .min(1)
  .max(1000)
  .nullable()
  .meta({ help: 'Label, serial number or PKCS#11 URI of the token that holds the key, or is to make it.' })

/** Label of that key on the token; null for the usual one of the service. */
export const serviceKeyLabel = z
  .string()
  .min(1)
  .max(100)
  .nullable()
  .meta({ help: 'Label of the key on the token; made where there is none.' })

/** One token on which a key of ours lies. */
export const keyPlace = z.object({
  /** PKCS#11 URI of the token. */
  token: z.string(),
  label: z.string(),
  serial: z.string(),
  state: tokenState,
  /** Label of the key there. */
  keyLabel: z.string(),
  /** How the key came there. */
  origin: z.enum(['generated', 'imported', 'found'])
})
export type KeyPlace = z.infer<typeof keyPlace>
