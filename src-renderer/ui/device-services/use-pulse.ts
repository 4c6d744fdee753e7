import type { ServicePulse } from '../../../src-shared/api/services.ts'
import { useRead } from '../../live.ts'

/** @param service as in the log, e.g. `scep:printers`. @returns what it did lately; undefined until it is read */
export function usePulse(service: string): ServicePulse | undefined {
  const read = useRead('service.pulse', {}, { keepPrevious: true })
  return read.data?.pulses.find((one) => one.service === service)
}
