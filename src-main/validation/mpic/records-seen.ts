import type { MpicRequest } from '../../pki/mpic/request.ts'
import { judgeRecords } from '../caa.ts'
import { readProperty, type CaaAsker, type CaaProperty } from '../caa-property.ts'
import { parseName } from '../dns/name.ts'

/** A CAA record as a zone file writes it (RFC 8659 4.1.1): flags, tag, value with or without quotes. */
const recordPattern = /^\s*(\d{1,3})\s+([A-Za-z0-9]+)\s+(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))\s*$/s

/** @returns the record that a text shows, or undefined where it is none */
export function readCaaText(text: string): CaaProperty | undefined {
  const match = recordPattern.exec(text)
  const flags = Number(match?.[1])
  const tag = match?.[2]
  if (match === null || tag === undefined || flags > 255) return undefined
  const value = (match[3] ?? match[4] ?? '').replace(/\\(\d{3}|.)/gs, (_whole, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number(escaped) & 0xff) : escaped
  )
  return readProperty({
    type: 'CAA',
    flags,
    tag,
    value: Uint8Array.from(value, (character) => Math.min(character.charCodeAt(0), 0xff))
  })
}

/**
 * Deployed perspectives parse the parameters of RFC 8657 and pass over them; so the records that one saw are judged here
 * again.
 * @param asker who asks; undefined where only the authority's own look knows, and then parameters are left to that
 * @returns why they forbid, or undefined where they allow, or say nothing that can be read
 */
export function whyRecordsForbid(
  request: Pick<MpicRequest, 'check' | 'target'>,
  records: readonly string[],
  asker: CaaAsker | undefined
): string | undefined {
  if (request.check.kind !== 'caa' || records.length === 0) return undefined
  const properties = records.map(readCaaText)
  if (properties.includes(undefined)) return `it shows "${records[0]}", which is no CAA record`
  const wildcard = request.target.startsWith('*.')
  const verdict = judgeRecords(
    {
      purpose: request.check.certificateType === 's-mime' ? 'mail' : 'tls',
      identities: request.check.domains,
      ...asker
    },
    wildcard,
    parseName(request.target.replace(/^\*\./, '')),
    properties.filter((property) => property !== undefined),
    (said, rule, reason) => ({ said, rule, reason })
  )
  if (verdict.said === 'allowed' || (verdict.rule === 'caa.parameters' && asker === undefined)) return undefined
  return `the records that it saw forbid: ${verdict.reason}`
}
