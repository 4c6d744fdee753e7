import { exportCertificate } from '../../ca/certificates/export.ts'
import { annotateCertificate, certificateAsn1, importCertificates } from '../../ca/certificates/inventory.ts'
import { findCertificates, listCertificates } from '../../ca/certificates/list.ts'
import { reissueCertificate, rekeyCertificate, renewCertificate } from '../../ca/certificates/renew.ts'
import { verifyCertificate } from '../../ca/certificates/verify.ts'
import { showCertificate } from '../../ca/certificates/view.ts'
import { reinstateCertificate, revokeCertificate, revokeMany, suspendCertificate } from '../../ca/revoke.ts'
import { actorOf, operatorOf, type HandlersOf } from '../handler.ts'
import { runAsTask } from '../run-as-task.ts'

export const certificateHandlers: HandlersOf<'certificate'> = {
  'certificate.list': (input, { ca }) => listCertificates(ca, input),
  'certificate.show': (input, { ca }) => showCertificate(ca, input.id),
  'certificate.find': (input, { ca }) => findCertificates(ca, input),
  'certificate.export': (input, context) => exportCertificate(context.ca, input, actorOf(context)),
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
