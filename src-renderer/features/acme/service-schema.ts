import { z } from 'zod'
import {
  acmeLimits,
  acmeServiceName,
  acmeSettings,
  approvedName,
  defaultAcmeSettings,
  eabMode
} from '../../../src-shared/model/acme.ts'
import type { Input } from '../../../src-shared/api/index.ts'
import type { AcmeService } from '../../../src-shared/api/services.ts'

const webBase = acmeSettings.shape.baseAddress

/** What the wizard and the editor ask for. */
export const serviceSchema = z.object({
  name: acmeServiceName,
  profile: z.string().min(1),
  eab: eabMode,
  preapproved: z.array(approvedName).max(500),
  default: z.boolean(),
  names: acmeSettings.shape.names,
  challenges: acmeSettings.shape.challenges,
  addresses: acmeSettings.shape.addresses,
  mailSignature: acmeSettings.shape.mailSignature,
  mailUnsignedDomains: acmeSettings.shape.mailUnsignedDomains,
  attestationFormats: acmeSettings.shape.attestationFormats,
  attestedDevices: acmeSettings.shape.attestedDevices,
  devices: acmeSettings.shape.devices,
  attestationRoots: acmeSettings.shape.attestationRoots,
  baseAddress: webBase,
  termsOfService: webBase,
  website: webBase,
  caaIdentities: acmeSettings.shape.caaIdentities,
  orderDays: acmeSettings.shape.orderDays,
  authorizationDays: acmeSettings.shape.authorizationDays,
  renewAfterPercent: acmeSettings.shape.renewAfterPercent,
  limits: acmeLimits
})
export type ServiceValues = z.output<typeof serviceSchema>

const { names, challenges, addresses, baseAddress, termsOfService, website, caaIdentities } = defaultAcmeSettings

/** What is ticked when somebody ticks the challenge for devices. */
const usualFormats: ServiceValues['attestationFormats'] = ['apple']

/** Where the wizard begins. */
export const newService: z.input<typeof serviceSchema> = {
  name: '',
  profile: '',
  eab: 'random',
  preapproved: [],
  default: false,
  names,
  challenges,
  addresses,
  mailSignature: defaultAcmeSettings.mailSignature,
  mailUnsignedDomains: defaultAcmeSettings.mailUnsignedDomains,
  attestationFormats: usualFormats,
  attestedDevices: defaultAcmeSettings.attestedDevices,
  devices: defaultAcmeSettings.devices,
  attestationRoots: defaultAcmeSettings.attestationRoots,
  baseAddress,
  termsOfService,
  website,
  caaIdentities,
  orderDays: defaultAcmeSettings.orderDays,
  authorizationDays: defaultAcmeSettings.authorizationDays,
  renewAfterPercent: defaultAcmeSettings.renewAfterPercent,
  limits: defaultAcmeSettings.limits
}

/** @returns the values of a service that is there */
export function valuesOf(service: AcmeService): z.input<typeof serviceSchema> {
  const { settings } = service
  return {
    name: service.name,
    profile: String(service.profileId),
    eab: service.eab,
    preapproved: service.approvedNames,
    default: service.isDefault,
    ...settings,
    attestationFormats: settings.attestationFormats.length === 0 ? usualFormats : settings.attestationFormats
  }
}

/** @returns what `acme.create` takes, and without the name what `acme.update` takes */
export function inputOf(values: ServiceValues): Input<'acme.create'> {
  const { name, profile, eab, preapproved, default: isDefault, attestationFormats, ...others } = values
  // Formats go with their challenge, whatever was ticked while it was on.
  const offered = values.challenges.includes('device-attest-01')
  const settings = { ...others, attestationFormats: offered ? attestationFormats : [] }
  return { name, profile: Number(profile), eab, preapproved, default: isDefault, settings }
}
