import { z } from 'zod'
import type { Input } from '../../../src-shared/api/index.ts'
import { deviceIdentifier } from '../../../src-shared/model/acme.ts'
import { claimText, type ClaimPlatform } from '../../../src-shared/model/claims.ts'
import { boundFieldsSchema } from '../../ui/device-services/bound-fields.tsx'
import { subjectOf, typedName } from '../../ui/device-services/bound-names.ts'
import { chosenValidity, validityField } from '../../ui/device-services/validity-input.tsx'

/** Kinds of device, in the order of the cards. */
export const linkPlatforms = [
  'apple',
  'android',
  'chromeos',
  'windows',
  'other'
] as const satisfies readonly ClaimPlatform[]

/** What the wizard asks for. */
export const linkSchema = boundFieldsSchema.extend({
  platform: z.enum(linkPlatforms),
  device: claimText,
  person: claimText.or(z.literal('')),
  /** Number of the SCEP service, for Apple devices; of an ACME service behind `acme:`. */
  service: z.string(),
  /** What an Apple device attests to an ACME service. */
  identifier: deviceIdentifier.or(z.literal('')),
  /** Number of the profile, for files. */
  profile: z.string(),
  wifi: z.boolean(),
  ssid: z.string().trim().max(32),
  radius: z.array(z.string().trim().min(1).max(200)).max(20),
  encryption: z.enum(['aes-256', 'legacy']),
  /** Span that the certificate holds, of a file or by SCEP; empty takes what the profile says. */
  validity: validityField,
  days: z.number().int().min(1).max(90),
  mail: z.email().max(254).or(z.literal(''))
})
export type LinkValues = z.output<typeof linkSchema>

export const linkStart: LinkValues = {
  platform: 'apple',
  device: '',
  person: '',
  service: '',
  identifier: '',
  profile: '',
  names: [],
  commonName: '',
  organization: '',
  wifi: false,
  ssid: '',
  radius: [],
  encryption: 'aes-256',
  validity: '',
  days: 7,
  mail: ''
}

const sharedOf = (
  values: LinkValues,
  language: 'en' | 'de'
): Pick<Input<'claim.create'>, 'device' | 'person' | 'names' | 'subject' | 'hours' | 'language' | 'mail'> => ({
  device: values.device,
  person: values.person,
  names: values.names.map(typedName),
  subject: subjectOf(values),
  hours: values.days * 24,
  language,
  ...(values.mail === '' ? {} : { mail: values.mail })
})

/** @returns number of the ACME service by which an Apple device is to enrol; null where it is another kind of service */
export function acmeServiceOf({ platform, service }: Pick<LinkValues, 'platform' | 'service'>): number | null {
  return platform === 'apple' && service.startsWith('acme:') ? Number(service.slice('acme:'.length)) : null
}

/** @returns what makes the link to a configuration profile */
export function appleInput(values: LinkValues, language: 'en' | 'de'): Input<'apple.create'> {
  const wifi = values.wifi ? { wifi: { ssid: values.ssid, serverNames: values.radius } } : {}
  const acmeService = acmeServiceOf(values)
  if (acmeService === null)
    return {
      ...sharedOf(values, language),
      service: Number(values.service),
      ...chosenValidity(values.validity),
      ...wifi
    }
  // The certificate names the device and nothing else; what the organization is called may stand beside it.
  const named = { names: [], subject: subjectOf({ ...values, commonName: '' }), clientIdentifier: values.identifier }
  return { ...sharedOf(values, language), ...named, acmeService, ...wifi }
}

/** @returns what makes the link to a PKCS#12 file */
export function fileInput(values: LinkValues, language: 'en' | 'de'): Input<'claim.create'> {
  const { platform, encryption, profile, validity } = values
  return {
    ...sharedOf(values, language),
    platform,
    encryption,
    profile: Number(profile),
    ...chosenValidity(validity)
  }
}
