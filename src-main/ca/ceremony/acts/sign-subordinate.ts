import { ChanceryError } from '../../../../src-shared/errors.ts'
import { parseCsr, verifyCsr } from '../../../pki/csr.ts'
import { spkiFingerprint } from '../../../pki/describe/key.ts'
import { objectBytes } from '../../../pki/encoded-object.ts'
import { reader } from '../../../store/store.ts'
import { authorityName, contentFor } from '../../authorities/content.ts'
import { requireAuthority } from '../../authorities/find.ts'
import { issue } from '../../issue/issue.ts'
import { builtInProfile } from '../../profile/built-in.ts'
import { sha256Of } from '../book.ts'
import { markedName } from '../rehearsal-mark.ts'
import type { Act, StepOf } from './act.ts'
import { issuedOutcome } from './issued-outcome.ts'
import { unlockTokenOf } from './unlock.ts'

const csrFile = 'request.csr.der'

/** Certifies the key of a CSR as an authority under one of ours. The CSR is kept with the beginning of the step. */
export const signSubordinateAct: Act<StepOf<'sign-subordinate'>> = {
  begin: (step, { ca, csr }) => {
    requireAuthority(reader(ca.store), step.issuer)
    if (csr === undefined)
      throw new ChanceryError('invalid-input', 'This step signs a CSR. Give the CSR when you begin it.')
    const der = objectBytes(csr, 'csr')
    const request = parseCsr(der)
    if (!verifyCsr(request))
      throw new ChanceryError('bad-signature', 'The CSR does not verify with the key that it carries (RFC 2986 4.2).')
    const wanted = authorityName(step.subject)
    if (request.subject.key !== wanted.key)
      throw new ChanceryError(
        'refused-by-policy',
        `The CSR is for ${request.subject.text}, and the script says ${wanted.text}. Nothing was signed.`
      )
    return {
      facts: {
        csrSha256: sha256Of(der),
        subject: request.subject.text,
        keySha256: spkiFingerprint(request.publicKey.der)
      },
      files: [{ name: csrFile, bytes: der }]
    }
  },
  perform: async (step, context) => {
    const { ca, actor, inspect } = context
    const issuer = requireAuthority(reader(ca.store), step.issuer)
    await unlockTokenOf(context, issuer.keyId)
    const der = context.brought.find(({ name }) => name.endsWith(csrFile))?.bytes
    if (der === undefined) throw new ChanceryError('damaged', 'The CSR of this step is not in the database.')
    const request = parseCsr(der)
    const subject = context.rehearsal ? markedName(step.subject) : authorityName(step.subject)
    const outcome = await issue(ca, {
      profileId: await builtInProfile(ca, 'subordinate-authority'),
      authorityId: issuer.id,
      publicKey: request.publicKey.der,
      proofOfPossession: { kind: 'csr', der },
      asked: {},
      actor,
      requesterText: actor.name,
      requesterRoles: context.roles,
      channel: actor.channel,
      kind: 'new',
      transactionId: context.transactionId,
      engine: { content: contentFor({ ...step, validity: step.validity ?? '10y' }), subject: subject.der },
      inspect: (tbs) => inspect('certificate', tbs)
    })
    return issuedOutcome(context, outcome, step.id, { authority: issuer.name })
  }
}
