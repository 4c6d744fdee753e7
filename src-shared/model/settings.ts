import { z } from 'zod'
import { defaultRecoverySettings, recoveryFields } from './recovery.ts'
import { pemCertificate, webAddress } from './scalars.ts'
import { defaultValidationSettings, validationFields } from './validation-settings.ts'

/** An address of this machine with a port. */
export const publicListener = z.strictObject({
  host: z
    .string()
    .max(253)
    .regex(
      /^(?:[0-9A-Fa-f:.]+|[A-Za-z0-9.-]+)$/,
      'Write an address of this machine, for example 127.0.0.1, 0.0.0.0 or ::.'
    ),
  port: z.number().int().min(1).max(65_535)
})
export type PublicListener = z.infer<typeof publicListener>

/** The same over HTTPS, with a certificate from an authority of this installation. */
export const secureListener = z.strictObject({
  ...publicListener.shape,
  authorityId: z.number().int().min(1),
  /** Names and addresses that the certificate carries beside the address where it listens. */
  names: z
    .array(
      z
        .string()
        .max(253)
        .regex(/^[A-Za-z0-9:.-]+$/, 'Write a name such as acme.example.test, or an address.')
    )
    .max(20)
})
export type SecureListener = z.infer<typeof secureListener>

const fields = {
  /** Base of CRL, AIA and OCSP addresses in certificates; null leaves them out unless an authority names its own. */
  publicBaseAddress: webAddress.nullable(),
  /** Where this installation serves CRLs and authority certificates itself over HTTP; null serves none. */
  publicListener: publicListener.nullable(),
  /** Where the same and the services for clients (ACME) are served over HTTPS; null serves none. */
  secureListener: secureListener.nullable(),
  organizationName: z.string().max(200),
  /** Minutes without input until the window locks; 0 never locks. */
  idleLockMinutes: z.number().int().min(0).max(1440),
  /** Days before expiry from which a certificate counts as expiring. */
  expiringDays: z.number().int().min(1).max(365),
  /** Days that an undecided request waits before it expires. */
  requestLifeDays: z.number().int().min(1).max(365),
  /** Hours within which a request is to be decided; the queue colours what waits longer. */
  requestTargetHours: z.number().int().min(1).max(8760),
  /** Reasons that are offered where a request is declined, beside those that Chancery brings. */
  declineReasons: z.array(z.string().trim().min(1).max(500)).max(20),
  /** Random bytes in a serial number; RFC 5280 4.1.2.2 allows 20 octets, BR 7.1 asks for 64 bits. */
  serialBytes: z.number().int().min(8).max(19),
  /**
   * Days after its end for which the bytes of a CRL are kept once another took its place; 0 keeps them for ever. Its number,
   * times and hash stay in any case.
   */
  crlKeptDays: z.number().int().min(0).max(36_500),
  /** Whether the desktop notifies of CRLs that end or have ended, also while the window is closed to its tray. */
  desktopAlarms: z.boolean(),
  /**
   * Roots beside Yubico's at which the attestation of a key on a YubiKey may end, PEM: of a company that puts certificates
   * of its own into slot F9, or of keys for tests. What ends at one is marked as not attested by Yubico.
   */
  attestationRoots: z.array(pemCertificate).max(10),
  ...recoveryFields,
  ...validationFields,
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  density: z.enum(['comfortable', 'compact'])
}

/** Settings of the installation. Every limit that an operator may want to move stands here with its default. */
export const settings = z.strictObject(fields)
export type Settings = z.infer<typeof settings>

/** A change of settings: what is left out stays as it is. */
export const settingsPatch = z.strictObject(fields).partial()

export const defaultSettings: Settings = {
  publicBaseAddress: null,
  publicListener: null,
  secureListener: null,
  organizationName: '',
  idleLockMinutes: 15,
  expiringDays: 30,
  requestLifeDays: 30,
  requestTargetHours: 24,
  declineReasons: [],
  serialBytes: 16,
  crlKeptDays: 0,
  desktopAlarms: true,
  attestationRoots: [],
  ...defaultRecoverySettings,
  ...defaultValidationSettings,
  theme: 'system',
  language: 'system',
  density: 'comfortable'
}
