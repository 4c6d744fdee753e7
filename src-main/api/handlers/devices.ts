import { listDevicesOfAll } from '../../ca/services/devices.ts'
import type { HandlersOf } from '../handler.ts'

export const deviceHandlers: HandlersOf<'device'> = {
  'device.list': (input, { ca }) => listDevicesOfAll(ca, input)
}
