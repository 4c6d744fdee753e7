import { checkName } from '../../ca/validation/check-name.ts'
import {
  addDomain,
  authorizeDomain,
  disableDomain,
  listDomains,
  removeDomain,
  showDomain
} from '../../ca/validation/domains.ts'
import { listLedger, rawEvidence, requestChecks, showEvidence } from '../../ca/validation/ledger.ts'
import { setMailPassword } from '../../ca/validation/mail-password.ts'
import { lookIntoReplies, sendTestMail } from '../../ca/validation/mail-test.ts'
import { addMailbox, listMailboxes, removeMailbox, showMailbox, verifyMailbox } from '../../ca/validation/mailboxes.ts'
import {
  createOrganization,
  listOrganizations,
  removeOrganization,
  showOrganization,
  updateOrganization
} from '../../ca/validation/organizations.ts'
import { reuseRules } from '../../ca/validation/reuse-rules.ts'
import { verifyDomain } from '../../ca/validation/verify-domain.ts'
import type { Prover } from '../../ca/validation/who.ts'
import { actorOf, signedInOf, type HandlerContext, type HandlersOf } from '../handler.ts'

function proverOf(context: HandlerContext): Prover {
  return { actor: actorOf(context), staff: signedInOf(context).permissions.includes('organization.edit') }
}

export const validationHandlers: HandlersOf<'validation'> = {
  'validation.check': (input, context) => checkName(context.ca, input, actorOf(context), context.signal),
  'validation.evidence': (input, { ca }) => listLedger(ca, input),
  'validation.show': (input, { ca }) => showEvidence(ca, input.id),
  'validation.raw': (input, { ca }) => ({ file: rawEvidence(ca, input.id) }),
  'validation.rules': (_input, { ca }) => reuseRules(ca),
  'validation.request': (input, { ca }) => requestChecks(ca, input.id)
}

export const organizationHandlers: HandlersOf<'organization'> = {
  'organization.create': (input, context) => createOrganization(context.ca, input, actorOf(context)),
  'organization.list': (_input, { ca }) => listOrganizations(ca),
  'organization.show': (input, { ca }) => showOrganization(ca, input.organization),
  'organization.update': (input, context) => updateOrganization(context.ca, input, actorOf(context)),
  'organization.remove': (input, context) => removeOrganization(context.ca, input.organization, actorOf(context))
}

export const domainHandlers: HandlersOf<'domain'> = {
  'domain.add': (input, context) => addDomain(context.ca, input, proverOf(context)),
  'domain.verify': (input, context) => verifyDomain(context.ca, input, proverOf(context), context.signal),
  'domain.authorize': (input, context) => authorizeDomain(context.ca, input, proverOf(context)),
  'domain.list': (input, { ca }) => listDomains(ca, input),
  'domain.show': (input, { ca }) => showDomain(ca, input),
  'domain.disable': (input, context) => disableDomain(context.ca, input, actorOf(context)),
  'domain.remove': (input, context) => removeDomain(context.ca, input, actorOf(context))
}

export const mailboxHandlers: HandlersOf<'mailbox'> = {
  'mailbox.add': (input, context) => addMailbox(context.ca, input, proverOf(context), context.signal),
  'mailbox.verify': (input, context) => verifyMailbox(context.ca, input, proverOf(context)),
  'mailbox.list': (input, { ca }) => listMailboxes(ca, input),
  'mailbox.show': (input, { ca }) => showMailbox(ca, input),
  'mailbox.remove': (input, context) => removeMailbox(context.ca, input, actorOf(context))
}

export const mailHandlers: HandlersOf<'mail'> = {
  'mail.set-password': async (input, context) => {
    await setMailPassword(context.ca, input, actorOf(context))
    return { ok: true }
  },
  'mail.test': (input, context) => sendTestMail(context.ca, input.to, context.signal),
  'mail.test-replies': (_input, { ca, signal }) => lookIntoReplies(ca, signal)
}
