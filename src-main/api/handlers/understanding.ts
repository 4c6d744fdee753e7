import { ChanceryError } from '../../../src-shared/errors.ts'
import { compareCertificates, compareObjects, compareRequest } from '../../ca/understanding/compare.ts'
import { consequenceOf } from '../../ca/understanding/consequence.ts'
import {
  drillIncident,
  exportIncident,
  incidentList,
  previewIncident,
  revokeIncident
} from '../../ca/understanding/mass-revocation.ts'
import { siblingsOf } from '../../ca/understanding/siblings.ts'
import { simulate } from '../../ca/understanding/simulator.ts'
import { actorOf, signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'

export const compareHandlers: HandlersOf<'compare'> = {
  'compare.objects': (input, context) =>
    compareObjects(context.ca, input, signedInOf(context).permissions.includes('certificate.read')),
  'compare.certificates': (input, { ca }) => compareCertificates(ca, input),
  'compare.request': (input, { ca }) => compareRequest(ca, input.id)
}

export const incidentHandlers: HandlersOf<'incident'> = {
  'incident.siblings': (input, { ca }) => siblingsOf(ca, input.id),
  'incident.consequence': (input, { ca }) => consequenceOf(ca, input.id),
  'incident.preview': (input, { ca }) => previewIncident(ca, input),
  'incident.drill': (input, context) => drillIncident(context.ca, input, actorOf(context)),
  'incident.revoke': async (input, context) =>
    context.engine.tasks.run(
      { id: input.taskId, title: 'Mass revocation', operator: actorOf(context).name },
      async (control) => {
        const outcome = await revokeIncident(context.ca, input, actorOf(context), {
          signal: control.signal,
          onProgress: control.progress
        })
        return { taskId: control.id, incident: outcome.incident, done: outcome.done, failed: [...outcome.failed] }
      }
    ),
  'incident.list': (_input, { ca }) => incidentList(ca),
  'incident.export': (input, { ca }) => exportIncident(ca, input)
}

export const simulatorHandlers: HandlersOf<'simulator'> = {
  'simulator.run': async (input, context) => {
    requireProfileReading(context)
    return context.engine.tasks.run(
      { id: input.taskId, title: 'Policy simulator', operator: actorOf(context).name, total: input.last },
      async (control) => {
        const bulk = { signal: control.signal, onProgress: control.progress }
        return { taskId: control.id, ...(await simulate(context.ca, input, bulk)) }
      }
    )
  }
}

/** The answer tells the rules of the profile as well as the requests. */
function requireProfileReading(context: HandlerContext): void {
  if (signedInOf(context).permissions.includes('profile.read')) return
  throw new ChanceryError(
    'forbidden',
    'A trial of a profile shows its rules; for that the permission profile.read is needed too.'
  )
}
