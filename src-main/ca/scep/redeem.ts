import type { ScepMethod } from '../../../src-shared/model/scep.ts'
import type { Reader } from '../../store/connection.ts'
import { getScepDevice, type ScepChallengeRow } from '../../store/scep-challenges.ts'
import { requireProfile } from '../profiles/find.ts'
import type { AskedScep } from './admit.ts'
import { ScepRefusal } from './refusal.ts'
import { findSecret } from './secrets.ts'

/** What lets a device in that has no certificate yet. */
export interface Redeemed {
  /** null where no secret of ours was shown. */
  readonly challenge: ScepChallengeRow | null
  /** An external service decides, and is told what became of it. */
  readonly external: boolean
}

/**
 * Finds by what a device that enrols for the first time may ask.
 * @param presented challengePassword of the request (RFC 8894 2.3)
 * @throws ScepRefusal: the device learns that the secret is not good, the log says why
 */
export function redeem(from: Reader, now: number, { row, settings }: AskedScep, presented: string): Redeemed {
  const methods: readonly ScepMethod[] = settings.methods
  const challenge = presented === '' ? undefined : findSecret(from, row.id, presented)
  if (challenge !== undefined && methods.includes(challenge.kind)) {
    requireGood(from, now, challenge)
    return { challenge, external: false }
  }
  if (methods.includes('external')) return { challenge: null, external: true }
  if (presented === '' && methods.includes('approval')) {
    requireApproval(from, row.profileId)
    return { challenge: null, external: false }
  }
  if (presented === '')
    throw new ScepRefusal('badRequest', 'The request has no secret (challengePassword).', {
      advice: 'Make one with "scep challenge" and set it in the device.'
    })
  throw wrong('it is none of this service: it was mistyped, cut short by the device, or is for another service')
}

function requireGood(from: Reader, now: number, { state, expiresAt, deviceId }: ScepChallengeRow): void {
  if (state === 'used') throw wrong('it was used before, and is good for one request')
  if (state === 'revoked') throw wrong('it was revoked')
  if (expiresAt !== null && expiresAt <= now) throw wrong('its time is over')
  if (deviceId !== null && getScepDevice(from, deviceId)?.state !== 'active') throw wrong('its device was removed')
}

/** Whoever guesses is told nothing; the operator is told all. */
function wrong(why: string): ScepRefusal {
  return new ScepRefusal('badRequest', 'The secret of the request (challengePassword) is not good.', {
    advice: `The secret is not good because ${why}. Make a new one with "scep challenge".`,
    wrongSecret: true
  })
}

/** Without a secret only a person decides. */
function requireApproval(from: Reader, profileId: number): void {
  const { row, content } = requireProfile(from, profileId)
  if (content.approval !== 'auto') return
  throw new ScepRefusal('badRequest', 'The request has no secret (challengePassword).', {
    advice: `The service lets requests without a secret wait for a person, but the profile ${row.name} issues without approval. Set its approval to one or two.`
  })
}
