import { ChanceryError } from '../../../src-shared/errors.ts'
import { noDetails, type CheckResponse } from '../../pki/mpic/check-response.ts'
import type { MpicCheck, MpicRequest } from '../../pki/mpic/request.ts'
import type { Clock } from '../../world/clock.ts'
import { checkCaa } from '../caa.ts'
import type { Control } from '../control.ts'
import { dataText } from '../dns/record-text.ts'
import { incomplete, type Look } from './look.ts'
import { lookAtPlace } from './look-dns.ts'
import { lookAtCertificate, lookAtWebsite, type LookWorld } from './look-web.ts'

export interface PerspectiveParts extends LookWorld {
  readonly control: Pick<Control, 'lookups' | 'world'>
  readonly clock: Clock
  /** Names of the authority where a request gives none; empty refuses such a request. */
  readonly defaultDomains: readonly string[]
}

/**
 * Looks at what one request asks for, with the validators and the resolver of this program.
 * @returns the answer of this perspective; trouble of the outside is part of it
 * @throws ChanceryError `invalid-input` where the target is no name, `cancelled`
 */
export async function lookAsPerspective(
  parts: PerspectiveParts,
  request: MpicRequest,
  signal: AbortSignal
): Promise<CheckResponse> {
  const { check } = request
  const target = request.target.toLowerCase().replace(/\.$/, '')
  const look =
    check.kind === 'caa'
      ? await lookAtCaa(parts, check, target, signal)
      : check.dcv.method === 'acme-http-01' || check.dcv.method === 'website-change'
        ? await lookAtWebsite(parts, check.dcv, withoutAsterisk(target), signal)
        : check.dcv.method === 'acme-tls-alpn-01'
          ? await lookAtCertificate(parts, check.dcv, withoutAsterisk(target), signal)
          : await lookAtPlace(parts.control.lookups(), check.dcv, withoutAsterisk(target), signal)
  return { kind: check.kind, ...look, timestampNs: BigInt(parts.clock.now()) * 1_000_000n }
}

/** BR 3.2.2.4: control of a wildcard is control of the name below it. */
function withoutAsterisk(target: string): string {
  return target.startsWith('*.') ? target.slice(2) : target
}

async function lookAtCaa(
  parts: PerspectiveParts,
  check: Extract<MpicCheck, { kind: 'caa' }>,
  target: string,
  signal: AbortSignal
): Promise<Look> {
  const identities = check.domains.length > 0 ? check.domains : parts.defaultDomains
  if (identities.length === 0)
    throw new ChanceryError(
      'invalid-input',
      'caa_check_parameters.caa_domains is empty, and this perspective has no default.'
    )
  const verdict = await checkCaa(parts.control.lookups(), {
    name: target,
    purpose: check.certificateType === 's-mime' ? 'mail' : 'tls',
    identities,
    failedLookup: 'deny',
    signal
  })
  if (verdict.verdict === 'unknown') return incomplete('mpic_error:caa_checker:lookup', verdict.reason)
  const found = verdict.lookups.at(-1)?.outcome
  const records = found?.kind === 'found' ? found.records.map(dataText) : null
  return {
    completed: true,
    // Who asks is known to the authority alone: it judges the parameters of RFC 8657 in the records that are shown here.
    passed: verdict.verdict === 'allowed' || verdict.rule === 'caa.parameters',
    errors: [],
    details: {
      ...noDetails,
      caaPresent: records !== null,
      foundAt: verdict.foundAt?.replace(/\.$/, '') ?? null,
      records
    }
  }
}
