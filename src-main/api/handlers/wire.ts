import { deleteExchanges, exportExchanges, listExchanges, showExchange } from '../../ca/wire/exchanges.ts'
import { listRecordings, startRecording, stopRecording } from '../../ca/wire/recordings.ts'
import { actorOf, type HandlersOf } from '../handler.ts'

export const wireHandlers: HandlersOf<'wire'> = {
  'wire.start': (input, context) => startRecording(context.ca, input, actorOf(context)),
  'wire.stop': (input, context) => stopRecording(context.ca, input, actorOf(context)),
  'wire.recordings': (_input, { ca }) => listRecordings(ca),
  'wire.list': (input, { ca }) => listExchanges(ca, input),
  'wire.show': (input, { ca }) => showExchange(ca, input.id),
  'wire.replay': (input, context) => context.engine.wire.replay(input, actorOf(context)),
  'wire.export': (input, context) => exportExchanges(context.ca, input, actorOf(context), context.engine.about.version),
  'wire.delete': (input, context) => deleteExchanges(context.ca, input, actorOf(context))
}
