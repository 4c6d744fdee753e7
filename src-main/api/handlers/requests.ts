import {
  approveMany,
  approveRequest,
  cancelRequest,
  commentRequest,
  declineMany,
  declineRequest,
  overrideRequest,
  signNow
} from '../../ca/requests/decide.ts'
import { exportRequestKey } from '../../ca/requests/key.ts'
import { inspectRequest, submitRequest } from '../../ca/requests/submit.ts'
import { listRequests, showRequest } from '../../ca/requests/view.ts'
import { exportCertificate } from '../../ca/certificates/export.ts'
import { requireIssued, requireOwnRequest } from '../../ca/requests/find.ts'
import { actorOf, operatorOf, signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'
import { runAsTask } from '../run-as-task.ts'

/** Others see the requests that they made themselves, and of the rest not even that they exist. */
const readsAll = (context: HandlerContext): boolean => signedInOf(context).permissions.includes('request.read')

export const requestHandlers: HandlersOf<'request'> = {
  'request.inspect': (input, context) => inspectRequest(context.ca, input, actorOf(context), operatorOf(context).roles),
  'request.submit': (input, context) => submitRequest(context.ca, input, actorOf(context), operatorOf(context).roles),
  'request.list': (input, context) =>
    listRequests(context.ca, readsAll(context) ? input : { ...input, mine: true }, actorOf(context)),
  'request.show': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    const canApprove = signedInOf(context).permissions.includes('request.approve')
    return showRequest(context.ca, input.id, actorOf(context), canApprove)
  },
  'request.override': (input, context) => overrideRequest(context.ca, input, actorOf(context)),
  'request.approve': (input, context) => approveRequest(context.ca, input, actorOf(context)),
  'request.decline': (input, context) => declineRequest(context.ca, input, actorOf(context)),
  'request.cancel': (input, context) => cancelRequest(context.ca, input, actorOf(context)),
  'request.comment': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    return commentRequest(context.ca, input, actorOf(context))
  },
  'request.sign-now': (input, context) => signNow(context.ca, input, actorOf(context)),
  'request.approve-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Approve requests', total: input.ids.length }, (bulk) =>
      approveMany(context.ca, input, actorOf(context), bulk)
    ),
  'request.decline-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Decline requests', total: input.ids.length }, (bulk) =>
      declineMany(context.ca, input, actorOf(context), bulk)
    ),
  'request.export-certificate': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    const id = requireIssued(context.ca, input.id)
    return exportCertificate(context.ca, { id, format: input.format }, actorOf(context))
  },
  'request.export-key': (input, context) => exportRequestKey(context.ca, input, actorOf(context))
}
