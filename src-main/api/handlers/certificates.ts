import type { CertificateWhere } from '../../../src-shared/api/certificates.ts'
import { renewMany, selectCertificates } from '../../ca/certificates/bulk-actions.ts'
import { exportCertificate } from '../../ca/certificates/export.ts'
import {
  addCertificateLocation,
  annotateMany,
  listFactsInUse,
  ownCertificate,
  removeCertificateLocation,
  showFacts,
  tagCertificate
} from '../../ca/certificates/facts.ts'
import { groupCertificates } from '../../ca/certificates/groups.ts'
import { annotateCertificate, certificateAsn1, importCertificates } from '../../ca/certificates/inventory.ts'
import { findCertificates, listCertificates } from '../../ca/certificates/list.ts'
import { certificateListCsv } from '../../ca/certificates/list-csv.ts'
import { reissueCertificate, rekeyCertificate, renewCertificate } from '../../ca/certificates/renew.ts'
import { verifyCertificate } from '../../ca/certificates/verify.ts'
import { showCertificate } from '../../ca/certificates/view.ts'
import { countBeforeLooking } from '../../ca/dashboard/counting.ts'
import {
  reinstateCertificate,
  reinstateMany,
  revokeCertificate,
  revokeMany,
  suspendCertificate,
  suspendMany
} from '../../ca/revoke.ts'
import { actorOf, operatorOf, type HandlersOf } from '../handler.ts'
import { runAsTask } from '../run-as-task.ts'

export const certificateHandlers: HandlersOf<'certificate'> = {
  'certificate.list': async (input, { ca }) => {
    if (speaksOfOrganizations(input)) await countBeforeLooking(ca, 0)
    return listCertificates(ca, input)
  },
  'certificate.groups': async (input, { ca }) => {
    if (input.by === 'organization' || speaksOfOrganizations(input)) await countBeforeLooking(ca, 0)
    return groupCertificates(ca, input)
  },
  'certificate.select': async (input, { ca }) => {
    if (speaksOfOrganizations(input)) await countBeforeLooking(ca, 0)
    return selectCertificates(ca, input)
  },
  'certificate.facts': (input, { ca }) => showFacts(ca, input.id),
  'certificate.facts-in-use': (_input, { ca }) => listFactsInUse(ca),
  'certificate.own': (input, context) => ownCertificate(context.ca, input, actorOf(context)),
  'certificate.tag': (input, context) => tagCertificate(context.ca, input, actorOf(context)),
  'certificate.add-location': (input, context) => addCertificateLocation(context.ca, input, actorOf(context)),
  'certificate.remove-location': (input, context) => removeCertificateLocation(context.ca, input, actorOf(context)),
  'certificate.suspend-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Suspend certificates', total: input.ids.length }, (bulk) =>
      suspendMany(context.ca, input, actorOf(context), bulk)
    ),
  'certificate.reinstate-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Reinstate certificates', total: input.ids.length }, (bulk) =>
      reinstateMany(context.ca, input, actorOf(context), bulk)
    ),
  'certificate.renew-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Renew certificates', total: input.ids.length }, (bulk) =>
      renewMany(context.ca, input, actorOf(context), operatorOf(context).roles, bulk)
    ),
  'certificate.annotate-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Annotate certificates', total: input.ids.length }, (bulk) =>
      annotateMany(context.ca, input, actorOf(context), bulk)
    ),
  'certificate.show': (input, { ca }) => showCertificate(ca, input.id),
  'certificate.find': (input, { ca }) => findCertificates(ca, input),
  'certificate.export': (input, context) => exportCertificate(context.ca, input, actorOf(context)),
  'certificate.export-many': (input, context) =>
    context.engine.tasks.run(
      {
        id: input.taskId,
        title: 'Export certificates',
        operator: actorOf(context).name,
        total: input.ids.length,
        signal: context.signal
      },
      async (control) => ({ taskId: control.id, ...(await context.engine.certificateBundle(input, control)) })
    ),
  'certificate.export-list': async (input, context) => {
    if (speaksOfOrganizations(input)) await countBeforeLooking(context.ca, 0)
    // The answer is the file: whoever went away does not wait for it.
    return context.engine.tasks.run(
      { id: input.taskId, title: 'Export list', operator: actorOf(context).name, signal: context.signal },
      async (control) => ({ taskId: control.id, ...(await certificateListCsv(context.ca, input, control)) })
    )
  },
  'certificate.asn1': (input, { ca }) => certificateAsn1(ca, input),
  'certificate.verify': (input, { ca }) => verifyCertificate(ca, input),
  'certificate.revoke': async (input, context) => {
    const done = await revokeCertificate(context.ca, input, actorOf(context))
    return { ...showCertificate(context.ca, input.id), ...done }
  },
  'certificate.revoke-many': (input, context) =>
    runAsTask(context, { id: input.taskId, title: 'Revoke certificates', total: input.ids.length }, (bulk) =>
      revokeMany(context.ca, input, actorOf(context), bulk)
    ),
  'certificate.suspend': async (input, context) => {
    await suspendCertificate(context.ca, input, actorOf(context))
    return showCertificate(context.ca, input.id)
  },
  'certificate.reinstate': async (input, context) => {
    await reinstateCertificate(context.ca, input, actorOf(context))
    return showCertificate(context.ca, input.id)
  },
  'certificate.renew': (input, context) =>
    renewCertificate(context.ca, input, actorOf(context), operatorOf(context).roles),
  'certificate.rekey': (input, context) =>
    rekeyCertificate(context.ca, input, actorOf(context), operatorOf(context).roles),
  'certificate.reissue': (input, context) =>
    reissueCertificate(context.ca, input, actorOf(context), operatorOf(context).roles),
  'certificate.import': (input, context) => importCertificates(context.ca, input, actorOf(context)),
  'certificate.annotate': (input, context) => annotateCertificate(context.ca, input, actorOf(context))
}

/** Organizations are known of certificates that were counted for the charts. */
function speaksOfOrganizations(input: {
  readonly organization?: string | undefined
  readonly where?: CertificateWhere | undefined
}): boolean {
  return (
    input.organization !== undefined ||
    (input.where ?? []).some((group) => group.some(({ field }) => field === 'organization'))
  )
}
