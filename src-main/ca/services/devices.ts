import type { DeviceProtocol, DeviceRow } from '../../../src-shared/api/devices.ts'
import type { ServicePulse } from '../../../src-shared/api/services.ts'
import { certificateStateAt } from '../../store/certificate-state.ts'
import { getCertificate } from '../../store/certificates.ts'
import { listDeviceRows, listServicePulses } from '../../store/device-list.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'

const DAY = 86_400_000

/** @returns a page of the devices of all services. @throws ChanceryError `malformed` (cursor) */
export function listDevicesOfAll(
  ca: CaContext,
  input: {
    readonly protocol?: DeviceProtocol | undefined
    readonly service?: number | undefined
    readonly text?: string | undefined
    readonly cursor?: string | undefined
    readonly limit: number
  }
): { rows: DeviceRow[]; next: string | null; total: null } {
  const from = reader(ca.store)
  const { protocol, service, text } = input
  const filter = { protocol, text, serviceId: protocol === undefined ? undefined : service }
  const { rows, next } = listDeviceRows(from, filter, input.cursor ?? null, input.limit)
  const now = ca.clock.now()
  const { expiringDays } = ca.settings()
  return {
    rows: rows.map(({ certificateId, registeredId, ...row }) => {
      const record = certificateId === null ? undefined : getCertificate(from, certificateId)
      return {
        ...row,
        id: certificateId ?? -(registeredId ?? 0),
        registeredId,
        certificate:
          record === undefined
            ? null
            : {
                id: record.id,
                subject: record.subject,
                state: certificateStateAt(record, now, expiringDays),
                notAfter: record.notAfter
              }
      }
    }),
    next,
    total: null
  }
}

/** @returns what each service for devices did within the last 24 hours */
export function servicePulses(ca: CaContext): { pulses: ServicePulse[] } {
  return { pulses: listServicePulses(reader(ca.store), ca.clock.now() - DAY) }
}
