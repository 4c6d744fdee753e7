import { z } from 'zod'

/** What a claim link ends in: a PKCS#12 file, or a configuration profile by which the device enrols itself. */
export const claimKinds = ['pkcs12', 'apple-scep', 'apple-acme'] as const
export const claimKind = z.enum(claimKinds)
export type ClaimKind = (typeof claimKinds)[number]

/** Where the file goes, which decides the words of the page. */
export const claimPlatforms = ['apple', 'android', 'chromeos', 'windows', 'other'] as const
export const claimPlatform = z.enum(claimPlatforms)
export type ClaimPlatform = (typeof claimPlatforms)[number]

/** How far a link is. `enrolled`: the device has its certificate by the profile that it took. */
export const claimStates = ['sent', 'opened', 'claimed', 'enrolled', 'expired', 'withdrawn'] as const
export const claimState = z.enum(claimStates)

/** How a PKCS#12 file is encrypted: AES-256 (PBES2), or triple DES and SHA-1 for systems that open nothing else. */
export const claimEncryptions = ['aes-256', 'legacy'] as const
export const claimEncryption = z.enum(claimEncryptions)
export type ClaimEncryption = (typeof claimEncryptions)[number]

/** Languages of the page and the mail. The page follows the browser where it can. */
export const claimLanguage = z.enum(['en', 'de'])
export type ClaimLanguage = z.infer<typeof claimLanguage>

/** A text that goes into a profile: without control characters, which property lists cannot say. */
const plain = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'Leave line ends and control characters out.')

/** What people call a device or a person. */
export const claimText = plain.min(1)
/** The same where it may stay empty. */
export const claimTextOrNone = plain.default('')

/** A wireless network that asks for the certificate (EAP-TLS, IEEE 802.1X). */
export const wifiSettings = z.strictObject({
  /** At most 32 octets of UTF-8 (IEEE 802.11 9.4.2.2). */
  ssid: plain
    .min(1)
    .refine((text) => encodeURIComponent(text).replace(/%../g, '.').length <= 32, 'An SSID has at most 32 bytes.'),
  /** Names that the certificate of the RADIUS server may have; others are not trusted. */
  serverNames: z.array(plain.min(1)).max(20).default([]),
  security: z.enum(['WPA2', 'WPA3']).default('WPA2'),
  hidden: z.boolean().default(false)
})
export type WifiSettings = z.infer<typeof wifiSettings>

/** What a configuration profile asks the device to do. */
export const appleSettings = {
  /** Bits of the RSA key that the device makes for SCEP. */
  keySize: z
    .number()
    .int()
    .refine((bits) => [2048, 3072, 4096].includes(bits), 'Devices make keys of 2048, 3072 or 4096 bits.')
    .default(2048),
  /** How often the device asks again while its request waits. */
  retries: z.number().int().min(0).max(100).default(3),
  /** Seconds between. */
  retryDelay: z.number().int().min(1).max(3600).default(10),
  wifi: wifiSettings.optional()
}

/** Hours that a link is good for: a week, unless somebody says otherwise; 90 days at most. */
export const defaultClaimHours = 7 * 24
export const claimHours = z
  .number()
  .int()
  .min(1)
  .max(90 * 24)
  .default(defaultClaimHours)
