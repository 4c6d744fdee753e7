import type { MadeClaimLink } from '../../../src-shared/api/claims.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { ClaimEncryption, ClaimPlatform } from '../../../src-shared/model/claims.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import type { AlternativeName, SubjectEntry } from '../../../src-shared/model/subject-entry.ts'
import { setClaimPassphrase } from '../../store/claims.ts'
import { getRequest } from '../../store/requests.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { requireChoosable } from '../profiles/bound-validity.ts'
import { requireProfile } from '../profiles/find.ts'
import { submitRequest } from '../requests/submit.ts'
import { makeLink, publicAddress, type Sending } from './links.ts'
import { newClaimPassphrase } from './token.ts'

/** @returns what the passphrase of a link is sealed for */
export const passphraseContext = (id: number): string => `claim:${id}`

/**
 * Asks for a certificate with a key that Chancery makes, in the name of the operator and through the door, and makes the
 * link by which both are claimed once. A request that waits for approval makes the link wait.
 * @param roles of the operator
 * @throws ChanceryError `not-ready` where nothing is served; as `submitRequest`
 */
export async function createPkcs12Link(
  ca: CaContext,
  input: Sending & {
    readonly profile: Ref
    readonly device: string
    readonly person: string
    readonly platform: ClaimPlatform
    readonly names: AlternativeName[]
    readonly subject: SubjectEntry[]
    readonly keyAlgorithm?: string | undefined
    readonly encryption: ClaimEncryption
    readonly validity?: string | undefined
  },
  actor: Actor,
  roles: readonly string[],
  reached: readonly string[],
  signal: AbortSignal
): Promise<MadeClaimLink & { passphrase: string }> {
  // Before a key is made for nothing.
  publicAddress(ca, '/', reached)
  const found = requireProfile(reader(ca.store), input.profile)
  if (input.validity !== undefined) requireChoosable(found, input.validity, ca.clock.now())
  const { profile, device, person, platform, names, keyAlgorithm, encryption, language } = input
  const subject = input.subject.length > 0 ? input.subject : [{ type: 'CN', value: device }]
  const outcome = await submitRequest(
    ca,
    {
      profile,
      asked: {
        subject,
        ...(names.length > 0 ? { alternativeNames: names } : {}),
        ...(input.validity === undefined ? {} : { validity: { duration: input.validity } })
      },
      note: `For ${person === '' ? device : `${device}, ${person}`}, by a link`,
      ...(keyAlgorithm === undefined ? {} : { keyAlgorithm })
    },
    actor,
    roles
  )
  const requestId = outcome.request.id
  const keyId = getRequest(reader(ca.store), requestId)?.keyId ?? null
  if (keyId === null) throw new ChanceryError('internal', 'The request has no key of ours.')
  const passphrase = newClaimPassphrase(ca.random)
  const made = await makeLink(
    ca,
    {
      kind: 'pkcs12',
      platform,
      device,
      person,
      content: { names, subject, language, encryption },
      authorityId: found.row.authorityId,
      serviceId: null,
      requestId,
      keyId
    },
    input,
    actor,
    reached,
    signal,
    (tx, id) => {
      const bytes = Buffer.from(passphrase)
      setClaimPassphrase(tx, id, ca.secrets.seal(passphraseContext(id), bytes))
      bytes.fill(0)
    }
  )
  const legacy =
    'The file is encrypted with triple DES and SHA-1, which is weak: hand the link over only where nothing else opens it.'
  return { ...made, passphrase, warnings: [...made.warnings, ...(encryption === 'legacy' ? [legacy] : [])] }
}
