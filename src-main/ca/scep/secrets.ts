import { createHash, timingSafeEqual } from 'node:crypto'
import type { ScepSecretKind } from '../../../src-shared/model/scep.ts'
import type { Reader } from '../../store/connection.ts'
import { findScepChallenge, type ScepChallengeRow } from '../../store/scep-challenges.ts'
import type { Random } from '../../world/random.ts'

/** 128 bits, which nobody guesses: a plain hash keeps it safe. */
const SECRET_BYTES = 16
/** What genuine servers give out: 16 hexadecimal digits. Parsers of device managers look for that. */
const NDES_BYTES = 8

/** @returns a new secret, in the form of its kind */
export function newScepSecret(kind: ScepSecretKind, random: Random): string {
  const bytes = random.bytes(kind === 'ndes' ? NDES_BYTES : SECRET_BYTES)
  const text = Buffer.from(bytes).toString('hex')
  bytes.fill(0)
  return text.toUpperCase()
}

/** @returns what the database keeps of a secret. Upper and lower case are the same: people type it. */
export function scepSecretHash(serviceId: number, secret: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`scep:${serviceId}:${secret.trim().toUpperCase()}`).digest())
}

/** @returns the row of a secret of this service, whatever its state; found by its hash, which tells nothing by its time */
export function findSecret(from: Reader, serviceId: number, secret: string): ScepChallengeRow | undefined {
  const hash = scepSecretHash(serviceId, secret)
  const row = findScepChallenge(from, serviceId, hash)
  return row !== undefined && timingSafeEqual(row.hash, hash) ? row : undefined
}
