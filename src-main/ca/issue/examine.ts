import type { Reason } from '../../../src-shared/errors.ts'
import type { Finding } from '../../../src-shared/model/lint.ts'
import type { PublicKeyInfo } from '../../pki/model.ts'
import { spkiFingerprint } from '../../pki/describe/key.ts'
import { parsePublicKeyInfo } from '../../pki/spki.ts'
import { getAuthorityByKey } from '../../store/authorities.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import type { CaContext, FaultPoint } from '../context.ts'
import type { Resolution, ResolveInput } from '../profile/resolve.ts'
import { resolve } from '../profile/resolve.ts'
import { staticExtensions, type StaticExtensions } from '../profile/static-extensions.ts'
import { namesProven } from '../validation/door.ts'
import type { EvidenceDraft } from '../validation/evidence.ts'
import { admit, type Admitted } from './admit.ts'
import { check } from './check.ts'
import { loadIssuer } from './issuer.ts'
import type { Issuer } from './issuer-type.ts'
import type { IssuanceRequest } from './request.ts'

/** A request after the first three steps. */
export interface Examined {
  readonly admitted: Admitted
  readonly resolution: Resolution
  readonly publicKey: PublicKeyInfo
  readonly spkiSha256: string
  /** Everything against it, from all three steps. */
  readonly reasons: readonly Reason[]
  readonly findings: readonly Finding[]
  readonly approvalsNeeded: number
  /** What was seen of the control of names; stored with the request. */
  readonly evidence: readonly EvidenceDraft[]
}

/**
 * Steps 1 to 3: admit, resolve, check. Writes nothing.
 * @param pause called after each step.
 * @param provePossession false where there is no key yet and another stands in for it.
 * @param looksOutside false where nobody outside is to be asked about the names.
 * @throws ChanceryError for what cannot even be judged: unknown profile or authority, bytes that do not parse.
 */
export async function examine(
  ca: CaContext,
  request: IssuanceRequest,
  pause: (point: FaultPoint) => void | Promise<void>,
  provePossession = true,
  looksOutside = true
): Promise<Examined> {
  const now = ca.clock.now()
  const publicKey = parsePublicKeyInfo(request.publicKey)
  const spkiSha256 = spkiFingerprint(request.publicKey)
  const admitted = admit(ca, request)
  await pause('admitted')
  const resolution = resolve(resolveInput(ca, request, admitted, publicKey, spkiSha256, now))
  await pause('resolved')
  const checked = await check({
    reader: reader(ca.store),
    request,
    content: admitted.profile.content,
    issuer: admitted.issuer,
    selfSigned: admitted.selfSigned,
    candidate: resolution.candidate,
    publicKey,
    spkiSha256,
    now,
    provePossession,
    blocklist: ca.blocklist?.() ?? null
  })
  const proven = namesProven(ca, {
    request,
    content: admitted.profile.content,
    issuer: admitted.issuer,
    candidate: resolution.candidate,
    now,
    // What is refused anyway asks nobody.
    looks: looksOutside && admitted.reasons.length + resolution.reasons.length + checked.reasons.length === 0
  })
  const names = proven instanceof Promise ? await proven : proven
  await pause('checked')
  return {
    admitted,
    resolution,
    publicKey,
    spkiSha256,
    reasons: [...admitted.reasons, ...resolution.reasons, ...checked.reasons, ...names.reasons],
    findings: names.findings.length === 0 ? checked.findings : [...checked.findings, ...names.findings],
    evidence: names.evidence,
    approvalsNeeded: request.engine === undefined ? approvals[admitted.profile.content.approval] : 0
  }
}

const approvals = { auto: 0, one: 1, two: 2 } as const

/** @returns the input of step 2 for an admitted request. */
export function resolveInput(
  ca: CaContext,
  request: Pick<IssuanceRequest, 'asked' | 'overrides' | 'engine'>,
  { profile, issuer, selfSigned }: Admitted,
  publicKey: PublicKeyInfo,
  spkiSha256: string,
  now: number
): ResolveInput {
  const known = request.engine === undefined ? undefined : identifierOf(ca, spkiSha256, issuer, selfSigned)
  return {
    profile,
    fixed: extensionsOf(ca, profile, issuer),
    issuer: {
      keyAlgorithm: issuer.keyAlgorithm,
      signatureAlgorithm: issuer.settings.signatureAlgorithm,
      validity: selfSigned ? null : issuer.validity
    },
    asked: request.asked,
    overrides: request.overrides ?? null,
    publicKey,
    now,
    ...(request.engine?.subject === undefined ? {} : { exactSubject: request.engine.subject }),
    ...(request.engine?.extensions === undefined ? {} : { addedExtensions: request.engine.extensions }),
    ...(known === undefined ? {} : { subjectKeyId: known })
  }
}

/** An authority keeps its key identifier when it gets another certificate, so that what it issued still points to it. */
function identifierOf(ca: CaContext, spkiSha256: string, issuer: Issuer, selfSigned: boolean): Uint8Array | undefined {
  if (selfSigned) return issuer.keyIdentifier
  const database = reader(ca.store)
  const key = getKeyBySpki(database, spkiSha256)
  const owner = key === undefined ? undefined : getAuthorityByKey(database, key.id)
  return owner === undefined ? undefined : loadIssuer(ca, owner.id).keyIdentifier
}

function extensionsOf(ca: CaContext, profile: Admitted['profile'], issuer: Issuer): StaticExtensions {
  const base = ca.settings().publicBaseAddress
  const known = ca.memory.extensions.get(profile)
  if (known?.issuer === issuer && known.base === base) return known.value
  const value = staticExtensions(
    profile.content,
    { name: issuer.row.name, settings: issuer.settings, keyIdentifier: issuer.keyIdentifier },
    base
  )
  ca.memory.extensions.set(profile, { issuer, base, value })
  return value
}
