import type { Settings } from '../../../src-shared/model/settings.ts'
import type { CaaMode } from '../../../src-shared/model/validation.ts'
import { checkCaa, type CaaVerdict } from '../../validation/caa.ts'
import type { Control } from '../../validation/control.ts'
import { drafted, type EvidenceDraft } from './evidence.ts'
import { dnssecEvidence } from './dnssec-evidence.ts'

/** One question to CAA records. */
export interface CaaAsk {
  /** As it stands in the certificate: a host name, with `*.` for a wildcard, or a mailbox. */
  readonly subject: string
  /** What is looked up: the host name, or the domain of the mailbox. */
  readonly name: string
  readonly purpose: 'tls' | 'mail'
  readonly identities: readonly string[]
  /** RFC 8657. */
  readonly accountUri?: string
  readonly validationMethod?: string
}

/** @returns the question as text: an answer is used again for the very same one only */
export function questionOf(ask: CaaAsk, failedLookup: Settings['caaFailedLookup']): string {
  const { name, purpose, identities, accountUri, validationMethod } = ask
  return JSON.stringify([
    'caa',
    name,
    purpose,
    [...identities].sort(),
    accountUri ?? null,
    validationMethod ?? null,
    failedLookup
  ])
}

/**
 * Looks the CAA records up and makes evidence of the verdict and of what DNSSEC said on the way.
 * @throws ChanceryError `cancelled`
 */
export async function caaEvidence(
  control: Control,
  ask: CaaAsk,
  mode: CaaMode,
  failedLookup: Settings['caaFailedLookup'],
  now: number,
  signal: AbortSignal
): Promise<{ readonly caa: EvidenceDraft; readonly dnssec: EvidenceDraft }> {
  const verdict = await checkCaa(control.lookups(), {
    name: ask.name,
    purpose: ask.purpose,
    identities: ask.identities,
    failedLookup,
    signal,
    ...(ask.accountUri === undefined ? {} : { accountUri: ask.accountUri }),
    ...(ask.validationMethod === undefined ? {} : { validationMethod: ask.validationMethod })
  })
  return {
    caa: drafted(
      {
        kind: 'caa',
        subject: ask.subject,
        outcome: outcomeOf(verdict),
        rule: verdict.rule,
        reason: verdict.reason,
        seenFrom: control.from,
        at: now
      },
      {
        method: ask.purpose,
        question: questionOf(ask, failedLookup),
        // BR 3.2.2.8: eight hours or the TTL, whichever is longer.
        expiresAt: verdict.verdict === 'allowed' ? verdict.usableUntil : null,
        steps: verdict.lookups.map(
          ({ name, outcome, security }) => `CAA ${name} ${outcomeText(outcome)}, ${security}.`
        ),
        detail: {
          mode,
          foundAt: verdict.foundAt ?? null,
          wildcard: verdict.wildcard,
          records: verdict.records.map(({ flags, tag, value }) => ({ flags, tag, value })),
          iodef: verdict.iodef,
          identities: ask.identities,
          accountUri: ask.accountUri ?? null,
          validationMethod: ask.validationMethod ?? null,
          security: verdict.security
        },
        raw: rawOf(verdict)
      }
    ),
    dnssec: dnssecEvidence(control, ask.subject, verdict.lookups, now)
  }
}

/** A lookup that failed is a check that was not performed; a bogus one is a check that failed. */
function outcomeOf(verdict: CaaVerdict): 'verified' | 'failed' | 'not-performed' {
  if (verdict.verdict === 'allowed') return 'verified'
  if (verdict.verdict === 'denied' || verdict.security === 'bogus') return 'failed'
  return 'not-performed'
}

function outcomeText(outcome: CaaVerdict['lookups'][number]['outcome']): string {
  switch (outcome.kind) {
    case 'found':
      return `has ${outcome.records.length} record${outcome.records.length === 1 ? '' : 's'}`
    case 'no-data':
      return 'has none'
    case 'no-name':
      return 'does not exist'
    case 'failed':
      return `could not be read: ${outcome.message}`
  }
}

function rawOf(verdict: CaaVerdict): Uint8Array | null {
  const lines = verdict.records.map(({ flags, tag, value }) => `${verdict.foundAt} CAA ${flags} ${tag} "${value}"`)
  return lines.length === 0 ? null : Buffer.from(lines.join('\n'))
}
