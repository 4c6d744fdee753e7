import { decodeObject } from '../../ca/viewer/decode.ts'
import type { HandlersOf } from '../handler.ts'

export const viewerHandlers: HandlersOf<'viewer'> = {
  'viewer.decode': (input, { ca }) => decodeObject(ca, input)
}
