import { z } from 'zod'

/** Parts that every backup has, and what cannot be done without each. */
export const neededParts = {
  'chancery.db':
    'Nothing can be revoked and no CRL made: certificates, revocations, CRL numbers, requests and the audit log are lost.',
  'keys.json': 'No certificate, CRL or OCSP answer can be signed with a software key: the sealed keys are lost.',
  'vault.json':
    'Nobody can open the vault: what passphrases, the recovery code and the shares unlock is lost, and every software key with it.',
  'settings.json':
    'Services do not start where clients look for them: addresses, listeners, limits and schedules are lost.'
} as const

export const manifestName = 'manifest.json'
const manifestDuty = 'Nothing in the backup can be checked against what was put in: its list of parts is lost.'
const blocklistDuty =
  'RSA keys that anybody can make again are no longer refused: a list of known weak keys is lost (CVE-2008-0166).'

/** Names of the parts; nothing else is ever written to disk. */
export const partName = z
  .string()
  .regex(/^(?:chancery\.db|keys\.json|vault\.json|settings\.json|blocklists\/[A-Za-z0-9][A-Za-z0-9._-]{0,99})$/)

/** @returns what cannot be done without a part */
export function dutyOf(name: string): string {
  if (name === manifestName) return manifestDuty
  const needed: Readonly<Record<string, string>> = neededParts
  return needed[name] ?? blocklistDuty
}

export const manifestSchema = z.strictObject({
  id: z.string(),
  createdAt: z.number().int(),
  parts: z
    .array(
      z.strictObject({ name: partName, bytes: z.number().int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    )
    .max(200),
  /** SHA-256 over the parts, sealed under the vault: proves that the engine of this vault made it. Null where the vault was locked. */
  seal: z.base64().nullable()
})
export type Manifest = z.infer<typeof manifestSchema>

const base64 = z.base64()
/** `TakenOut` of the store, as the parts keep it. */
export const keysPart = z.array(
  z.strictObject({ id: z.number().int(), label: z.string(), spkiSha256: z.string(), sealed: base64 })
)
export const vaultPart = z.strictObject({
  slots: z.array(
    z.strictObject({
      id: z.number().int(),
      kind: z.string(),
      operatorId: z.number().int().nullable(),
      kdf: z.string(),
      wrapped: base64,
      createdAt: z.number().int()
    })
  ),
  shareSlot: z.strictObject({ setId: z.string(), salt: base64, wrapped: base64 }).nullable()
})
export const settingsPart = z.record(z.string(), z.string())
