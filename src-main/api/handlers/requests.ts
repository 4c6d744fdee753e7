import { assignRequest, requestAssignees } from '../../ca/requests/assign.ts'
import { claimRequest, releaseRequest } from '../../ca/requests/claim.ts'
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
import { previewDecision } from '../../ca/requests/preview-decision.ts'
import { answerQuestion, askRequester } from '../../ca/requests/questions.ts'
import { requestReceipt } from '../../ca/requests/receipt.ts'
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
  'request.cancel': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    return cancelRequest(context.ca, input, actorOf(context))
  },
  'request.comment': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    return commentRequest(context.ca, input, actorOf(context))
  },
  'request.claim': (input, context) => claimRequest(context.ca, input, actorOf(context)),
  'request.release': async (input, context) => {
    await releaseRequest(context.ca, input.id, actorOf(context))
    return { ok: true }
  },
  'request.assign': (input, context) => assignRequest(context.ca, input, actorOf(context)),
  'request.assignees': (_input, context) => requestAssignees(context.ca),
  'request.ask': (input, context) => askRequester(context.ca, input, actorOf(context)),
  'request.answer': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    return answerQuestion(context.ca, input, actorOf(context))
  },
  'request.preview-many': (input, context) => previewDecision(context.ca, input, actorOf(context)),
  'request.receipt': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    return { receipt: requestReceipt(context.ca, input.id, input.language) }
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
  'request.export-key': (input, context) => {
    if (!readsAll(context)) requireOwnRequest(context.ca, input.id, actorOf(context))
    return exportRequestKey(context.ca, input, actorOf(context))
  }
}
