import type { RequestView } from '../../../src-shared/api/requests.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { isKeyAlgorithmId, type KeyAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { Assessment, AskedContent, CsrSummary, Overrides } from '../../../src-shared/model/request.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { parseCsr, verifyCsr } from '../../pki/csr.ts'
import { describeCsr } from '../../pki/describe/csr.ts'
import { objectBytes } from '../../pki/encoded-object.ts'
import { destroyKey } from '../../store/keys.ts'
import { getRequestByTransaction } from '../../store/requests.ts'
import { putRequestWork } from '../../store/request-work.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { generateKey, keepKey, keyAlgorithmNamed } from '../authorities/new-key.ts'
import type { CaContext } from '../context.ts'
import { assess } from '../issue/assess.ts'
import { issue } from '../issue/issue.ts'
import { refusal } from '../issue/refusal.ts'
import type { IssuanceOutcome, IssuanceRequest } from '../issue/request.ts'
import { askedFromCsr } from '../profile/asked-from-csr.ts'
import { requireProfile } from '../profiles/find.ts'
import { recordAudit } from '../audit.ts'
import { showRequest } from './view.ts'

/** What a decision or a submission led to. */
export interface RequestOutcome {
  readonly request: RequestView
  readonly certificateId: number | null
}

/**
 * Shows what is in a CSR and, with a profile, what would come of it. Writes nothing.
 * @param roles of who would ask
 * @throws ChanceryError `malformed`, `too-large`, `not-found`
 */
export async function inspectRequest(
  ca: CaContext,
  input: {
    profile?: Ref | undefined
    csr?: string | undefined
    asked?: AskedContent | undefined
    keyAlgorithm?: string | undefined
    overrides?: Overrides | undefined
  },
  actor: Actor,
  roles: readonly string[]
): Promise<{ csr: CsrSummary | null; assessment: Assessment | null }> {
  const der = input.csr === undefined ? null : objectBytes(input.csr, 'csr')
  const csr = der === null ? null : parseCsr(der)
  const summary = csr === null ? null : describeCsr(csr, verifyCsr(csr))
  if (input.profile === undefined) return { csr: summary, assessment: null }
  const { row, revision } = requireProfile(reader(ca.store), input.profile)
  const assessment = await assess(ca, {
    profileRevisionId: revision.id,
    ...(row.authorityId === null ? {} : { authorityId: row.authorityId }),
    ...(csr === null || der === null ? {} : { publicKey: csr.publicKey.der, proofOfPossession: { kind: 'csr', der } }),
    ...(input.keyAlgorithm === undefined ? {} : { keyAlgorithm: keyAlgorithmNamed(input.keyAlgorithm) }),
    asked: { ...(csr === null ? {} : askedFromCsr(csr)), ...input.asked },
    ...(input.overrides === undefined ? {} : { overrides: input.overrides }),
    requesterRoles: roles,
    channel: actor.channel,
    kind: 'new'
  })
  return { csr: summary, assessment }
}

export interface Submission {
  readonly profile: Ref
  /** PEM, or DER in base64. */
  readonly csr?: string | undefined
  /** Without a CSR: the key that Chancery makes; left out, the profile's first kind. */
  readonly keyAlgorithm?: string | undefined
  /** Fields of the form; each takes the place of the same field of the CSR. */
  readonly asked?: AskedContent | undefined
  readonly note: string
  readonly transactionId?: string | undefined
  /** Mail address for questions and the receipt. */
  readonly contact?: string | undefined
}

/**
 * Sends a request through the door. It comes back issued, or waiting for approval or for the key.
 * @throws ChanceryError `malformed`, `too-large`, `not-found`, `locked`; as `issue` when it is refused
 */
export async function submitRequest(
  ca: CaContext,
  input: Submission,
  actor: Actor,
  roles: readonly string[]
): Promise<RequestOutcome> {
  const outcome =
    input.csr === undefined
      ? await withOwnKey(ca, input, actor, roles)
      : await withCsr(ca, input, input.csr, actor, roles)
  const { contact } = input
  if (contact !== undefined) await transaction(ca.store, (tx) => putRequestWork(tx, outcome.requestId, { contact }))
  return requestOutcome(ca, outcome, actor)
}

/** @returns the request as it stands after the outcome */
export async function requestOutcome(ca: CaContext, outcome: IssuanceOutcome, actor: Actor): Promise<RequestOutcome> {
  const { request } = await showRequest(ca, outcome.requestId, actor)
  return { request, certificateId: outcome.kind === 'issued' ? outcome.certificateId : null }
}

function withCsr(
  ca: CaContext,
  input: Submission,
  text: string,
  actor: Actor,
  roles: readonly string[]
): Promise<IssuanceOutcome> {
  if (input.keyAlgorithm !== undefined) {
    throw new ChanceryError('invalid-input', 'A CSR brings its own key; leave the key algorithm out, or the CSR.')
  }
  const der = objectBytes(text, 'csr')
  const csr = parseCsr(der)
  return issue(ca, {
    ...common(ca, input, actor, roles),
    publicKey: csr.publicKey.der,
    proofOfPossession: { kind: 'csr', der },
    asked: { ...askedFromCsr(csr), ...input.asked }
  })
}

async function withOwnKey(
  ca: CaContext,
  input: Submission,
  actor: Actor,
  roles: readonly string[]
): Promise<IssuanceOutcome> {
  const shared = common(ca, input, actor, roles)
  const earlier =
    shared.transactionId === undefined ? undefined : getRequestByTransaction(reader(ca.store), shared.transactionId)
  if (earlier !== undefined) {
    return earlier.certificateId === null
      ? { kind: 'pending', requestId: earlier.id }
      : { kind: 'issued', requestId: earlier.id, certificateId: earlier.certificateId, der: new Uint8Array() }
  }
  const { content } = requireProfile(reader(ca.store), input.profile)
  const algorithm = ownKeyAlgorithm(content.keyAlgorithms, input.keyAlgorithm)
  if (!content.keyByChancery) {
    throw new ChanceryError('refused-by-policy', 'This profile takes only keys that the requester made. Send a CSR.', {
      reasons: [
        {
          where: 'keyByChancery',
          rule: 'profile.key-by-chancery',
          message: 'The profile does not let Chancery make the key.'
        }
      ]
    })
  }
  const asked = input.asked ?? {}
  await requireAcceptable(ca, { ...shared, asked, keyAlgorithm: algorithm }, actor)
  return withNewKey(ca, algorithm, `Key for ${actor.name}`, (keyId, publicKey) =>
    issue(ca, { ...shared, publicKey, proofOfPossession: { kind: 'key-held', keyId }, keyId, asked })
  )
}

/** Looks before a key is made, so that a refusal leaves no key behind. The refusal is audited as the door does it. */
async function requireAcceptable(ca: CaContext, input: Parameters<typeof assess>[1], actor: Actor): Promise<void> {
  const { reasons } = await assess(ca, input)
  if (reasons.length === 0) return
  const error = refusal(reasons)
  await transaction(ca.store, (tx) => {
    const detail = { code: error.code, profileRevisionId: input.profileRevisionId ?? null, reasons }
    recordAudit(tx, ca, {
      actor,
      operation: 'request.submit',
      object: { kind: 'request', id: '' },
      outcome: 'refused',
      detail
    })
  })
  throw error
}

/** Makes a subscriber's key for a request. When the request fails, the key is destroyed at once. */
export async function withNewKey(
  ca: CaContext,
  algorithm: KeyAlgorithmId,
  label: string,
  requestWith: (keyId: number, publicKey: Uint8Array) => Promise<IssuanceOutcome>
): Promise<IssuanceOutcome> {
  // A subscriber's key signs nothing here: it is kept only to be handed over.
  const key = await generateKey(ca, algorithm, { label, purposes: [] })
  await transaction(ca.store, (tx) => keepKey(tx, key))
  try {
    return await requestWith(key.id, key.spki)
  } catch (error) {
    await transaction(ca.store, (tx) => {
      destroyKey(tx, key.id, ca.clock.now())
    })
    throw error
  }
}

/** @returns the wanted algorithm, or the first of the profile that Chancery can make. @throws ChanceryError `invalid-input` */
export function ownKeyAlgorithm(offered: readonly string[], wanted: string | undefined): KeyAlgorithmId {
  if (wanted !== undefined) return keyAlgorithmNamed(wanted)
  const first = offered.find(isKeyAlgorithmId)
  if (first === undefined)
    throw new ChanceryError('invalid-input', 'The profile lists no key algorithm that Chancery makes. Name one.')
  return first
}

function common(
  ca: CaContext,
  input: Submission,
  actor: Actor,
  roles: readonly string[]
): Omit<IssuanceRequest, 'publicKey' | 'proofOfPossession' | 'asked'> {
  const { revision } = requireProfile(reader(ca.store), input.profile)
  return {
    profileRevisionId: revision.id,
    actor,
    requesterText: actor.name,
    requesterRoles: roles,
    channel: actor.channel,
    kind: 'new',
    note: input.note,
    ...(input.transactionId === undefined ? {} : { transactionId: ownTransaction(actor, input.transactionId) })
  }
}

/** Apart from the ids of other operators and from those that protocols make: an id gives nobody else's request. */
function ownTransaction(actor: Actor, id: string): string {
  return `operator:${actor.operatorId ?? actor.name}:${id}`
}
