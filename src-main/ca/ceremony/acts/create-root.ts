import { isKeyAlgorithmId } from '../../../../src-shared/model/algorithm.ts'
import { newAuthoritySettings, settingsOfNewAuthority } from '../../../../src-shared/model/authority.ts'
import { ChanceryError } from '../../../../src-shared/errors.ts'
import { deleteAuthority, getAuthorityByName, insertAuthority } from '../../../store/authorities.ts'
import { getKey, type KeyRow } from '../../../store/keys.ts'
import { reader } from '../../../store/store.ts'
import { transaction } from '../../../store/transaction.ts'
import type { Name } from '../../../pki/model.ts'
import { authorityName, contentFor, requireSignatureFits } from '../../authorities/content.ts'
import { requireFree } from '../../authorities/create.ts'
import { linkCertificate } from '../../authorities/link.ts'
import type { CaContext } from '../../context.ts'
import { issue } from '../../issue/issue.ts'
import { builtInProfile } from '../../profile/built-in.ts'
import { markedName } from '../rehearsal-mark.ts'
import { factOf, type Act, type ActContext, type StepOf } from './act.ts'
import { issuedOutcome } from './issued-outcome.ts'
import { unlockTokenOf } from './unlock.ts'

/**
 * Makes a root on the key of an earlier step, through the nine steps that every certificate takes. Draft and transaction
 * id are found again by a step that was interrupted.
 */
export const createRootAct: Act<StepOf<'create-root'>> = {
  begin: (step, context) => {
    const from = reader(context.ca.store)
    const key = keyOf(step, context)
    requireFree(from, step.name, subjectOf(step, context))
    return { facts: { name: step.name, subject: subjectOf(step, context).text, keySha256: key.spkiSha256 } }
  },
  perform: async (step, context) => {
    const { ca, actor, inspect } = context
    const key = keyOf(step, context)
    const subject = subjectOf(step, context)
    await unlockTokenOf(context, key.id)
    const draft = await draftOf(ca, step, key, subject)
    const content = contentFor({ ...step, validity: step.validity ?? '20y' })
    try {
      const outcome = await issue(ca, {
        profileId: await builtInProfile(ca, 'root-authority'),
        authorityId: draft,
        publicKey: key.spki,
        proofOfPossession: { kind: 'key-held', keyId: key.id },
        asked: {},
        actor,
        requesterText: actor.name,
        requesterRoles: context.roles,
        channel: actor.channel,
        kind: 'new',
        keyId: key.id,
        transactionId: context.transactionId,
        link: (tx, certificateId) =>
          linkCertificate(tx, ca, { authorityId: draft, certificateId, operation: 'authority.create' }, actor),
        engine: { content, subject: subject.der, selfSigned: true },
        inspect: (tbs) => inspect('certificate', tbs)
      })
      return issuedOutcome(context, outcome, step.name, { authority: step.name })
    } catch (error) {
      await takeBack(ca, draft)
      throw error
    }
  }
}

function subjectOf(step: StepOf<'create-root'>, { rehearsal }: Pick<ActContext, 'rehearsal'>): Name {
  const name = authorityName(step.subject)
  return rehearsal ? markedName(name.text) : name
}

function keyOf(step: StepOf<'create-root'>, context: ActContext): KeyRow {
  const key = getKey(reader(context.ca.store), Number(factOf(context, step.key, 'keyId')))
  if (key === undefined || !isKeyAlgorithmId(key.algorithm))
    throw new ChanceryError('damaged', `The key of the step ${step.key} is not in the database.`)
  requireSignatureFits(step.signatureAlgorithm, key.algorithm)
  return key
}

/** @returns the authority that the step makes: the draft of an earlier try, or a new one */
function draftOf(ca: CaContext, step: StepOf<'create-root'>, key: KeyRow, subject: Name): Promise<number> {
  return transaction(ca.store, (tx) => {
    const there = getAuthorityByName(tx, step.name)
    if (there !== undefined && there.keyId === key.id) return there.id
    requireFree(tx, step.name, subject)
    const now = ca.clock.now()
    const { life, overlap, automatic } = step.crl
    const settings = newAuthoritySettings.parse({
      addresses: { crl: step.crlAddress ?? [] },
      crl: { life, overlap, scheduled: automatic, onRevocation: automatic }
    })
    return insertAuthority(tx, {
      name: step.name,
      kind: 'root',
      issuerId: null,
      externalIssuer: null,
      state: 'draft',
      subject: subject.text,
      subjectDer: subject.der,
      keyId: key.id,
      certificateId: null,
      csr: null,
      settings: settingsOfNewAuthority(settings, 'root'),
      origin: { key: key.origin, certificate: 'self-signed', note: '' },
      createdAt: now,
      updatedAt: now
    })
  })
}

/** A draft that came to nothing goes; its key stays, for it was a step of its own. With a serial reserved it stays too. */
async function takeBack(ca: CaContext, id: number): Promise<void> {
  await transaction(ca.store, (tx) => deleteAuthority(tx, id)).catch((error: unknown) => {
    ca.log.warn('the draft of an authority stays behind', {
      authorityId: id,
      reason: error instanceof Error ? error.message : String(error)
    })
  })
}
