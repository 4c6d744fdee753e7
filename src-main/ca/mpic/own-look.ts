import { ChanceryError } from '../../../src-shared/errors.ts'
import type { PrimaryView } from '../../../src-shared/model/mpic.ts'
import { checkCaa } from '../../validation/caa.ts'
import type { ValidationReport } from '../../validation/challenge.ts'
import type { Control } from '../../validation/control.ts'
import { validateFile } from '../../validation/file-proof.ts'
import { validateHttp01 } from '../../validation/http-01.ts'
import { printable } from '../../validation/mpic/printable.ts'
import type { CorroborationCheck, DomainCorroboration } from '../../validation/perspectives.ts'
import { textEquals } from '../../validation/text-record.ts'
import { validateTlsAlpn01 } from '../../validation/tls-alpn-01.ts'
import type { CaContext } from '../context.ts'

/**
 * Looks at the same from this machine: the primary perspective of BR 3.2.2.9, without which the others corroborate nothing.
 * @throws ChanceryError `cancelled`
 */
export async function lookOurselves(
  ca: CaContext,
  check: CorroborationCheck,
  signal: AbortSignal
): Promise<PrimaryView> {
  const { control } = ca
  if (control === undefined) return notPerformed('This engine has no resolver of its own.')
  try {
    return check.kind === 'caa'
      ? await lookAtCaa(ca, control, check, signal)
      : viewOf(await validate(control, ca.settings().proofAddresses, check, signal))
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    return notPerformed(error.message)
  }
}

function notPerformed(reason: string): PrimaryView {
  return { outcome: 'not-performed', reason, saw: [], steps: [] }
}

async function lookAtCaa(
  ca: CaContext,
  control: Control,
  check: Extract<CorroborationCheck, { kind: 'caa' }>,
  signal: AbortSignal
): Promise<PrimaryView> {
  const verdict = await checkCaa(control.lookups(), {
    name: check.target,
    purpose: check.purpose,
    identities: check.identities,
    failedLookup: ca.settings().caaFailedLookup,
    signal,
    ...check.asker
  })
  const outcome = { allowed: 'passed', denied: 'failed', unknown: 'not-performed' } as const
  return {
    outcome: outcome[verdict.verdict],
    reason: verdict.reason,
    saw: verdict.records.map(({ flags, tag, value }) => printable(`${flags} ${tag} "${value}"`)),
    steps: verdict.lookups.map(
      ({ name, outcome: found, security, servers }) =>
        `CAA ${name}: ${found.kind}, ${security}, from ${servers.join(', ')}.`
    )
  }
}

function validate(
  control: Control,
  addresses: 'public' | 'private' | 'any',
  { target, by }: DomainCorroboration,
  signal: AbortSignal
): Promise<ValidationReport> {
  const world = control.world(addresses)
  const identifier = { type: 'dns', value: target } as const
  switch (by.method) {
    case 'file':
      return validateFile(world, { name: target, file: by.path, value: by.value }, signal)
    case 'txt':
      return textEquals(world, `${by.label}.${target}`, by.value, 'random value', signal)
    case 'dns-01':
      return textEquals(world, `_acme-challenge.${target}`, by.digest, 'expected digest', signal)
    case 'http-01':
      return validateHttp01(world, { identifier, token: by.token, keyAuthorization: by.keyAuthorization }, signal)
    case 'tls-alpn-01':
      return validateTlsAlpn01(world, { identifier, keyAuthorization: by.keyAuthorization }, signal)
  }
}

function viewOf(report: ValidationReport): PrimaryView {
  const seen = report.seen === null ? [] : Buffer.from(report.seen).toString('utf8').split('\n')
  return {
    outcome: report.outcome === 'verified' ? 'passed' : 'failed',
    reason: report.summary,
    saw: seen.slice(0, 20).map((line) => printable(line)),
    steps: [...report.steps]
  }
}
