import { z } from 'zod'
import { deviceProtocol, type DeviceProtocol } from '../../../src-shared/api/devices.ts'
import type { Input } from '../../../src-shared/api/index.ts'
import { cmpProtection } from '../../../src-shared/model/cmp.ts'
import { estAuth } from '../../../src-shared/model/est.ts'
import { profileName } from '../../../src-shared/model/profile.ts'
import { scepMethod, scepServiceName, scepSettings } from '../../../src-shared/model/scep.ts'
import { clientRange } from '../../../src-shared/model/tsa.ts'
import { deviceKindIds, deviceKinds, type DeviceKindId } from '../../ui/device-services/device-kinds.ts'

/** What the wizard asks for; the profile's own rules count only where one is to be made. */
export const setupSchema = z
  .object({
    device: z.enum(deviceKindIds).or(z.literal('')),
    protocol: deviceProtocol,
    profileFrom: z.enum(['existing', 'new']),
    profile: z.string(),
    newName: z.string().trim(),
    newAuthority: z.string(),
    newApproval: z.enum(['auto', 'one', 'two']),
    method: scepMethod,
    validatorUrl: scepSettings.shape.validatorUrl,
    auth: estAuth,
    isDefault: z.boolean(),
    protection: cmpProtection,
    clients: z.array(clientRange).max(200),
    name: scepServiceName.min(1)
  })
  .refine(({ profileFrom, newName }) => profileFrom === 'existing' || profileName.safeParse(newName).success, {
    path: ['newName']
  })
export type SetupValues = z.output<typeof setupSchema>

/** @returns where the wizard begins: what the device, or the protocol in the address, advises */
export function setupStart(device: DeviceKindId | undefined, protocol: DeviceProtocol | undefined): SetupValues {
  return {
    device: device ?? '',
    protocol: protocol ?? (device === undefined ? 'scep' : deviceKinds[device].protocols[0]),
    profileFrom: 'existing',
    profile: '',
    newName: '',
    newAuthority: '',
    newApproval: 'auto',
    method: device === undefined ? 'one-time' : deviceKinds[device].method,
    validatorUrl: null,
    auth: 'basic',
    // strongSwan knows no labels.
    isDefault: device === 'strongswan',
    protection: 'both',
    clients: [],
    name: ''
  }
}

/** @returns what `scep.create` takes */
export function scepInput(values: SetupValues, profile: number): Input<'scep.create'> {
  const { name, method, clients, validatorUrl } = values
  return {
    name,
    profile,
    challenge: [method],
    settings: { clients, ...(method === 'external' ? { validatorUrl } : {}) }
  }
}

/** @returns what `est.create` takes */
export function estInput(values: SetupValues, profile: number): Input<'est.create'> {
  const { name, auth, isDefault, clients } = values
  return { name, label: name, profile, auth, default: isDefault, settings: { clients } }
}

/** @returns what `cmp.create` takes */
export function cmpInput(values: SetupValues, profile: number): Input<'cmp.create'> {
  const { name, protection, clients } = values
  return { name, profile, protection, settings: { clients } }
}

/** @returns whether keys under a profile are of a kind that SCEP can use: it encrypts to RSA keys only (RFC 8894 1.1) */
export function fitsProtocol(protocol: DeviceProtocol, keyAlgorithms: readonly string[]): boolean {
  return protocol !== 'scep' || keyAlgorithms.some((id) => id.startsWith('RSA'))
}
