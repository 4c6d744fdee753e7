import { z } from 'zod'
import { certificateState } from '../model/certificate.ts'
import { unixMs } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { page, pageRequest } from './shapes.ts'

/** The protocols that devices enrol by on their own. */
export const deviceProtocols = ['scep', 'est', 'cmp'] as const
export const deviceProtocol = z.enum(deviceProtocols)
export type DeviceProtocol = (typeof deviceProtocols)[number]

/**
 * A device, as far as a service knows it: one that was registered, else whoever holds certificates for one subject from it.
 */
export const deviceRow = z.object({
  /** Number of its newest certificate; below zero that of a registered device that has none yet. */
  id: z.number().int(),
  protocol: deviceProtocol,
  serviceId: z.number().int(),
  serviceName: z.string(),
  /** Its registered identifier, else its subject, else its names. */
  name: z.string(),
  /** Number of its registration with a SCEP service; null where it has none. */
  registeredId: z.number().int().nullable(),
  certificates: z.number().int(),
  /** The newest one. */
  certificate: z
    .object({ id: z.number().int(), subject: z.string(), state: certificateState, notAfter: unixMs })
    .nullable(),
  lastSeenAt: unixMs.nullable(),
  lastAddress: z.string().nullable()
})
export type DeviceRow = z.infer<typeof deviceRow>

export const deviceOperations = {
  'device.list': operation({
    summary: 'Lists the devices of SCEP, EST and CMP services with their certificates, the last seen first',
    access: 'service.read',
    effect: 'read',
    input: z.strictObject({
      protocol: deviceProtocol.optional(),
      service: z.number().int().positive().optional().meta({ help: 'Number of the service; goes with --protocol.' }),
      text: z.string().max(200).optional().meta({ help: 'A part of the name.' }),
      ...pageRequest
    }),
    output: page(deviceRow)
  })
}
