import { z } from 'zod'
import { id, objectName, ref, unixMs } from '../model/scalars.ts'
import {
  caaChoice,
  chosenDomainMethod,
  domain,
  evidence,
  evidenceKind,
  evidenceOutcome,
  mailbox,
  namesPolicy,
  organization,
  proofState
} from '../model/validation.ts'
import { domainName, emailOrDomain, mailAddress } from '../model/validation-names.ts'
import { operation } from './operation.ts'
import { done, nothing, page, pageRequest, producedFile, secretField } from './shapes.ts'

const inOrganization = { organization: ref.optional().meta({ help: 'Default: the first organization.' }) }
const which = { name: domainName, ...inOrganization }
const whose = { address: mailAddress, ...inOrganization }
const withProofs = z.object({ domain, evidence: z.array(evidence) })
const mailboxWithProofs = z.object({ mailbox, evidence: z.array(evidence) })

export const validationOperations = {
  'validation.check': operation({
    summary: 'Looks at CAA, DNSSEC and, where set up, other perspectives for a name, and keeps what it saw as evidence',
    access: 'validation.run',
    effect: 'write',
    input: z.strictObject({
      name: emailOrDomain.meta({
        help: 'A host name, *.example.test, or a mail address (then CAA issuemail is read).'
      }),
      authority: ref
        .optional()
        .meta({ help: 'Whose CAA identities are looked for. Default: those of all active ones.' })
    }),
    output: z.object({ name: z.string(), evidence: z.array(evidence) })
  }),
  'validation.evidence': operation({
    summary: 'Lists the evidence of all checks, newest first',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({
      kind: evidenceKind.optional(),
      outcome: evidenceOutcome.optional(),
      /** Part of a name or address. */
      subject: z.string().max(320).optional(),
      from: unixMs.optional().meta({ help: 'Only what was looked at from then on.' }),
      to: unixMs.optional().meta({ help: 'Only what was looked at before then.' }),
      request: id.optional(),
      domain: id.optional(),
      mailbox: id.optional(),
      ...pageRequest
    }),
    output: page(evidence)
  }),
  'validation.show': operation({
    summary: 'Shows one piece of evidence with everything that it rests on',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ evidence })
  }),
  'validation.raw': operation({
    summary: 'Gives out the raw proof of one piece of evidence: the bytes that were seen',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ file: producedFile })
  }),
  'validation.request': operation({
    summary: 'Says of every check of a request whether it is verified, failed, not required or not performed, and why',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ id }),
    output: z.object({ evidence: z.array(evidence) })
  }),

  'validation.rules': operation({
    summary: 'Lists how long proofs are used again: by BR 4.2.1 with the periods to come, by S/MIME BR, and here',
    access: 'validation.read',
    effect: 'read',
    input: nothing,
    output: z.object({
      source: z.string(),
      /** For publicly trusted TLS certificates; `from` is null for the period before the first date. */
      tls: z.array(
        z.object({ from: unixMs.nullable(), days: z.number().int(), state: z.enum(['past', 'today', 'next', 'later']) })
      ),
      mailDomainDays: z.number().int(),
      mailTokenDays: z.number().int(),
      /** For private certificates, by the settings. */
      ownDays: z.number().int()
    })
  }),

  'organization.create': operation({
    summary: 'Adds an organization whose names are certified',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      names: namesPolicy.default('approved-only'),
      caa: caaChoice.default('inherit'),
      note: z.string().max(2000).default('')
    }),
    output: z.object({ organization })
  }),
  'organization.list': operation({
    summary: 'Lists the organizations',
    access: 'validation.read',
    effect: 'read',
    input: nothing,
    output: z.object({ organizations: z.array(organization) })
  }),
  'organization.show': operation({
    summary: 'Shows one organization',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ organization: ref }),
    output: z.object({ organization })
  }),
  'organization.update': operation({
    summary: 'Changes an organization: its name, its policies, or whether it is active',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject({
      organization: ref,
      name: objectName.optional(),
      names: namesPolicy.optional(),
      caa: caaChoice.optional(),
      note: z.string().max(2000).optional(),
      state: z.enum(['active', 'inactive']).optional(),
      version: z.number().int().optional()
    }),
    output: z.object({ organization })
  }),
  'organization.remove': operation({
    summary: 'Removes an organization that has neither domains nor mailboxes',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject({ organization: ref }),
    output: done
  }),

  'domain.add': operation({
    summary: 'Adds a domain, or starts a new proof of one, and says what to publish',
    access: 'validation.run',
    effect: 'write',
    input: z.strictObject({
      ...which,
      method: chosenDomainMethod.default('txt').meta({
        help: 'txt: a DNS record, covers all names below. file: on the web server, covers this very name.'
      })
    }),
    output: z.object({ domain })
  }),
  'domain.verify': operation({
    summary: 'Looks for what was to be published and keeps what it saw as evidence',
    access: 'validation.run',
    effect: 'write',
    input: z.strictObject(which),
    output: withProofs
  }),
  'domain.authorize': operation({
    summary: 'Approves a domain by decision, without looking; never enough for publicly trusted certificates',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject({
      ...which,
      basis: z.string().trim().min(3).max(2000).meta({ help: 'Why, in words: contract, letter, own domain.' }),
      until: unixMs.optional().meta({ help: 'Default: the re-use period of the settings from now.' })
    }),
    output: withProofs
  }),
  'domain.list': operation({
    summary: 'Lists domains with their proof, its end, and what to do next',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ ...inOrganization, state: proofState.optional() }),
    output: z.object({ domains: z.array(domain) })
  }),
  'domain.show': operation({
    summary: 'Shows one domain with its evidence, newest first',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject(which),
    output: withProofs
  }),
  'domain.disable': operation({
    summary: 'Stops names of a domain from being certified, or allows them again',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject({ ...which, disabled: z.boolean().default(true) }),
    output: z.object({ domain })
  }),
  'domain.remove': operation({
    summary: 'Removes a domain; its evidence stays',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject(which),
    output: done
  }),

  'mailbox.add': operation({
    summary: 'Adds a mailbox, or starts a new proof of one: sends a token, or shows it for handing over',
    access: 'validation.run',
    effect: 'write',
    input: z.strictObject({
      ...whose,
      handOver: z.boolean().default(false).meta({ help: 'Shows the token in place of sending it (staff only).' })
    }),
    output: z.object({
      mailbox,
      /** Only for hand-over, this once. */
      token: z.string().nullable()
    })
  }),
  'mailbox.verify': operation({
    summary: 'Takes the token that came to a mailbox',
    access: 'validation.run',
    effect: 'write',
    input: z.strictObject({ ...whose, token: z.string().trim().min(1).max(200).meta({ secret: true }) }),
    output: mailboxWithProofs
  }),
  'mailbox.list': operation({
    summary: 'Lists mailboxes with their proof, its end, and what to do next',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject({ ...inOrganization, state: proofState.optional() }),
    output: z.object({ mailboxes: z.array(mailbox) })
  }),
  'mailbox.show': operation({
    summary: 'Shows one mailbox with its evidence, newest first',
    access: 'validation.read',
    effect: 'read',
    input: z.strictObject(whose),
    output: mailboxWithProofs
  }),
  'mailbox.remove': operation({
    summary: 'Removes a mailbox; its evidence stays',
    access: 'organization.edit',
    effect: 'write',
    input: z.strictObject(whose),
    output: done
  }),

  'mail.set-password': operation({
    summary:
      'Keeps the password of the mail server or of the mailbox for answers, sealed in the vault; an empty one removes it',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({
      password: z.string().max(1000).meta(secretField),
      use: z
        .enum(['send', 'receive'])
        .default('send')
        .meta({ help: 'send: the mail server that messages go through. receive: the mailbox in which answers arrive.' })
    }),
    output: done
  }),
  'mail.test-replies': operation({
    summary: 'Signs in to the mailbox of the settings in which answers to e-mail challenges arrive',
    access: 'settings.edit',
    effect: 'write',
    input: nothing,
    output: z.object({ unread: z.number().int() })
  }),
  'mail.test': operation({
    summary: 'Sends a test message through the mail server of the settings',
    access: 'settings.edit',
    effect: 'write',
    input: z.strictObject({ to: mailAddress }),
    output: z.object({ accepted: z.boolean(), said: z.string() })
  })
}
