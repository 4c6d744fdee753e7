import type { KeyObject } from 'node:crypto'
import type { WireStep } from '../../../src-shared/model/wire.ts'
import { readJwk } from '../jwk.ts'
import { readJws, verifyJws, type Jws } from '../jws.ts'
import { csrStep } from './wire-csr.ts'
import { layer, line, type LayerFound, type WireLine, type WireSideName } from './wire-step.ts'
import { isMap } from './wire-json.ts'

/** Finds the key of an account by what the header names as `kid`. */
export type AccountKeys = (kid: string) => KeyObject | null

/** @returns the steps of a request of ACME (RFC 8555 6.2): protected header, payload, and the CSR in it */
export function jwsSteps(side: WireSideName, text: string, masked: boolean, keys: AccountKeys): WireStep[] {
  let jws: Jws | null = null
  const header = layer(side, 'jws', null, (): LayerFound => {
    const read = readJws(parsed(text))
    jws = read
    const lines = memberLines(read.header)
    const key = keyOf(read, keys)
    if (masked)
      return {
        lines,
        outcome: 'not-performed',
        reason: 'A secret in it was masked, so that its signature can no longer be checked.'
      }
    if (key === null)
      return { lines, outcome: 'not-performed', reason: 'The account that the header names is not known (any more).' }
    return verifyJws(read, key)
      ? { lines }
      : { lines, outcome: 'failed', reason: 'The signature is not by the key of the account (RFC 8555 6.2).' }
  })
  if (jws === null) return [header]
  const { payload }: Jws = jws
  if (payload.length === 0)
    return [header, { ...layer(side, 'jws-payload', null, () => ({ lines: line('payload', 'empty: POST-as-GET') })) }]
  let csr: Uint8Array | null = null
  const body = layer(side, 'jws-payload', null, () => {
    const value = parsed(Buffer.from(payload).toString('utf8'))
    if (isMap(value) && typeof value['csr'] === 'string') csr = Buffer.from(value['csr'], 'base64url')
    return { lines: isMap(value) ? memberLines(value) : line('payload', JSON.stringify(value)) }
  })
  return csr === null ? [header, body] : [header, body, csrStep(side, csr, masked)]
}

function keyOf({ header }: Jws, keys: AccountKeys): KeyObject | null {
  if (header['jwk'] !== undefined) return readJwk(header['jwk']).key
  return typeof header['kid'] === 'string' ? keys(header['kid']) : null
}

/** @returns a line for each member; objects as JSON */
export function memberLines(value: Readonly<Record<string, unknown>>): WireLine[] {
  return Object.entries(value).flatMap(([name, one]) =>
    line(name.slice(0, 60), typeof one === 'string' ? one : JSON.stringify(one))
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('no JSON')
  }
}
