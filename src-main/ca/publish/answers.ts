import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PublishContents } from '../../../src-shared/model/publishing.ts'
import { encodeCertId } from '../../pki/ocsp.ts'
import { getOcspService, listAgedOcspResponses, type WantedOcspResponse } from '../../store/ocsp.ts'
import { listAheadAnswers, listUnanswered } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import { settingsOf } from '../authorities/find.ts'
import { authorityAddresses, publicPaths } from '../authority-addresses.ts'
import type { CaContext } from '../context.ts'
import { loadIssuer } from '../issue/issuer.ts'
import { hashesOf } from '../ocsp/issuers.ts'
import type { AnsweredIssuer } from '../ocsp/memory.ts'
import { answerLife, ocspSettingsOf } from '../ocsp/settings.ts'
import { signAhead } from '../ocsp/sign-answers.ts'
import { below, publishedAuthorities } from './artefacts.ts'
import { ocspName } from './paths.ts'

/** RFC 5019 2.1.1: the one hash of the lightweight profile, so that the name of an answer is known beforehand. */
const HASH = 'sha1'
/** Answers signed side by side; then others have their turn. */
const BATCH = 64
/** Answers listed at once. */
const PAGE = 500

/** An authority whose answers lie at a target. */
export interface AnsweredAuthority {
  readonly id: number
  readonly name: string
  readonly from: AnsweredIssuer
  /** Folders that the answers lie in, each with a slash at its end. */
  readonly folders: readonly string[]
}

/** @returns the authorities among those of a target that are answered for. */
export function answeredAuthorities(ca: CaContext, what: PublishContents, base: string | null): AnsweredAuthority[] {
  const from = reader(ca.store)
  return publishedAuthorities(from, what).flatMap((authority) => {
    const service = getOcspService(from, authority.id)
    if (service?.state !== 'enabled') return []
    const own = authorityAddresses(authority.name, settingsOf(authority), base).ocsp.flatMap((one) => below(base, one))
    const folders = [decodeURIComponent(publicPaths.ocsp(authority.name).slice(1)), ...own].map(
      (path) => `${path.replace(/\/+$/, '')}/`
    )
    return [
      {
        id: authority.id,
        name: authority.name,
        from: { issuer: loadIssuer(ca, authority.id), settings: ocspSettingsOf(service) },
        folders: [...new Set(folders)]
      }
    ]
  })
}

/**
 * Signs what is missing or has lived half of its life, for every certificate that has not expired.
 * @returns why some could not be signed, in words; null where all are
 * @throws ChanceryError `cancelled`; what is not expected
 */
export async function signMissingAnswers(
  ca: CaContext,
  { id, name, from }: AnsweredAuthority,
  signal: AbortSignal,
  onSigned: (count: number) => void
): Promise<string | null> {
  const sign = async (wanted: readonly WantedOcspResponse[]): Promise<boolean> => {
    if (signal.aborted) throw new ChanceryError('cancelled', 'Publishing was stopped.')
    await Promise.all(wanted.map((one) => signAhead(ca, from, one)))
    onSigned(wanted.length)
    return wanted.length === BATCH
  }
  try {
    const now = ca.clock.now()
    const producedBefore = now - answerLife(from.settings, now) / 2
    while (await sign(listAgedOcspResponses(reader(ca.store), id, { producedBefore, now, limit: BATCH })));
    for (let after = 0, more = true; more;) {
      const ids = listUnanswered(reader(ca.store), id, { after, now, limit: BATCH })
      more = await sign(ids.map((certificateId) => ({ certificateId, hash: HASH })))
      after = ids.at(-1) ?? after
    }
    return null
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    return `Answers of ${name} could not all be signed: ${error.message}`
  }
}

/** An answer at its place. */
export interface AnswerAtPlace {
  readonly path: string
  readonly certificateId: number
  readonly mark: string
  readonly nextUpdate: number
}

/** Every answer of an authority that is good now, under every name that it has. */
export function* answersAtPlaces(ca: CaContext, authority: AnsweredAuthority): Generator<AnswerAtPlace> {
  const hashes = hashesOf(authority.from.issuer, HASH)
  for (let after = 0; ;) {
    const page = listAheadAnswers(reader(ca.store), authority.id, { after, now: ca.clock.now(), limit: PAGE })
    for (const { certificateId, serial, producedAt, nextUpdate, state, revokedAt } of page) {
      const name = ocspName(encodeCertId(HASH, hashes, serial))
      const mark = `${producedAt} ${nextUpdate} ${state} ${revokedAt ?? ''}`
      for (const folder of authority.folders) yield { path: `${folder}${name}`, certificateId, mark, nextUpdate }
      after = certificateId
    }
    if (page.length < PAGE) return
  }
}
