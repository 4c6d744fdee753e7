import { isKeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { CeremonyScript } from '../../../src-shared/model/ceremony.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import {
  addAuthorityCertificate,
  getAuthorityByName,
  insertAuthority,
  updateAuthority,
  type AuthorityRow
} from '../../store/authorities.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { getKey, type KeyRow } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { contentFor, contentOfCertificate } from '../authorities/content.ts'
import { AUTHORITY_PURPOSES } from '../authorities/create.ts'
import { findAuthority } from '../authorities/find.ts'
import { generateKey, keepKey } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { issue } from '../issue/issue.ts'
import { builtInProfile } from '../profile/built-in.ts'
import { liveKey } from './acts/generate-key.ts'
import { markedName } from './rehearsal-mark.ts'

/**
 * Puts into the database of a rehearsal what the script takes for granted: each authority that it names and does not
 * make itself, with a key of the same kind, the same settings and a marked name; and keys that it destroys. Made again
 * after an interruption, it finds what is there.
 */
export async function makeStandIns(
  ca: CaContext,
  sandbox: CaContext,
  script: CeremonyScript,
  actor: Actor
): Promise<void> {
  for (const name of takenForGranted(script)) {
    const original = findAuthority(reader(ca.store), name)
    if (original === undefined)
      throw new ChanceryError(
        'not-found',
        `The script works with the authority ${name}, and there is none of this name.`
      )
    await standInFor(ca, sandbox, original, actor)
  }
  for (const label of keysTakenForGranted(script)) {
    const original = liveKey(reader(ca.store), label)
    await keyFor(sandbox, label, original?.algorithm)
  }
}

/** @returns authorities that steps name and no step before them makes */
export function takenForGranted(script: CeremonyScript): string[] {
  const made = new Set<string>()
  const wanted = new Set<string>()
  const want = (name: string | undefined): void => {
    if (name !== undefined && !made.has(name)) wanted.add(name)
  }
  const steps = new Set(script.steps.map(({ id }) => id))
  for (const step of script.steps) {
    if (step.kind === 'create-root') made.add(step.name)
    else if (step.kind === 'sign-subordinate') want(step.issuer)
    else if (step.kind === 'export') {
      if (!steps.has(step.of)) want(step.of)
    } else if ('authority' in step) want(step.authority)
  }
  return [...wanted]
}

function keysTakenForGranted(script: CeremonyScript): string[] {
  const made = new Set(script.steps.flatMap((step) => (step.kind === 'generate-key' ? [step.label] : [])))
  return script.steps.flatMap((step) =>
    step.kind === 'destroy-key' && step.label !== undefined && !made.has(step.label) ? [step.label] : []
  )
}

async function keyFor(sandbox: CaContext, label: string, algorithm: string | undefined): Promise<void> {
  if (liveKey(reader(sandbox.store), label) !== undefined) return
  const known = algorithm !== undefined && isKeyAlgorithmId(algorithm) ? algorithm : 'P-256'
  const key = await generateKey(sandbox, known, { label, purposes: AUTHORITY_PURPOSES })
  await transaction(sandbox.store, (tx) => keepKey(tx, key))
}

/** A stand-in signs its own certificate, also where its original is a subordinate: nothing above it takes part. */
async function standInFor(ca: CaContext, sandbox: CaContext, original: AuthorityRow, actor: Actor): Promise<void> {
  const there = getAuthorityByName(reader(sandbox.store), original.name)
  if (there?.state === 'active') return
  const key = there === undefined ? await draftFor(ca, sandbox, original) : getKey(reader(sandbox.store), there.keyId)
  const draft = getAuthorityByName(reader(sandbox.store), original.name)
  if (key === undefined || draft === undefined) throw new ChanceryError('damaged', 'The stand-in has lost its key.')
  const der = original.certificateId === null ? undefined : getCertificateDer(reader(ca.store), original.certificateId)
  if (der === undefined)
    throw new ChanceryError(
      'not-ready',
      `The authority ${original.name} has no certificate yet, so its part cannot be rehearsed.`
    )
  const certificate = parseCertificate(new Uint8Array(der))
  await issue(sandbox, {
    profileId: await builtInProfile(sandbox, 'root-authority'),
    authorityId: draft.id,
    publicKey: key.spki,
    proofOfPossession: { kind: 'key-held', keyId: key.id },
    asked: {},
    actor,
    requesterText: actor.name,
    requesterRoles: [],
    channel: actor.channel,
    kind: 'new',
    keyId: key.id,
    transactionId: `stand-in:${original.name}`,
    link: (tx, certificateId) => {
      const now = sandbox.clock.now()
      updateAuthority(tx, draft.id, draft.version, { certificateId, state: 'active', updatedAt: now })
      addAuthorityCertificate(tx, { authorityId: draft.id, certificateId, since: now })
    },
    engine: {
      content: {
        ...contentFor({ ...contentOfCertificate(certificate), validity: '1y' }),
        validity: { kind: 'until', notAfter: certificate.notAfter }
      },
      subject: draft.subjectDer,
      selfSigned: true
    }
  })
}

async function draftFor(ca: CaContext, sandbox: CaContext, original: AuthorityRow): Promise<KeyRow | undefined> {
  const algorithm = getKey(reader(ca.store), original.keyId)?.algorithm ?? ''
  if (!isKeyAlgorithmId(algorithm))
    throw new ChanceryError('damaged', `The key of ${original.name} is stored with an unknown algorithm.`)
  const key = await generateKey(sandbox, algorithm, {
    label: `Authority ${original.name}`,
    purposes: AUTHORITY_PURPOSES
  })
  const subject = markedName(original.subject)
  await transaction(sandbox.store, (tx) => {
    keepKey(tx, key)
    const now = sandbox.clock.now()
    insertAuthority(tx, {
      name: original.name,
      kind: 'root',
      issuerId: null,
      externalIssuer: null,
      state: 'draft',
      subject: subject.text,
      subjectDer: subject.der,
      keyId: key.id,
      certificateId: null,
      csr: null,
      settings: original.settings,
      origin: { key: 'generated', certificate: 'self-signed', note: 'Stands in for a rehearsal.' },
      createdAt: now,
      updatedAt: now
    })
  })
  return getKey(reader(sandbox.store), key.id)
}
