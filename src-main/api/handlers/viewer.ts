import { decodeObject } from '../../ca/viewer/decode.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const viewerHandlers: HandlersOf<'viewer'> = {
  'viewer.decode': (input, context) => decodeObject(context.ca, input, actorOf(context), context.signal)
}
