import type { AcmeService, EabCredential } from '../../../src-shared/api/services.ts'

/** One condition on the way from a client to a certificate. */
export interface ReachStep {
  readonly id: 'service' | 'https' | 'trust' | 'profile' | 'channel' | 'approval' | 'credential' | 'mailbox'
  /** `met`; `missing` stops every client; `advice` does not. */
  readonly standing: 'met' | 'missing' | 'advice'
  /** Which of several words fits, e.g. `proxy`. */
  readonly variant?: 'proxy' | 'problem'
}

interface Known {
  readonly service: Pick<AcmeService, 'state' | 'eab' | 'settings'>
  readonly listening: readonly string[]
  readonly secureProblem: string | null
  readonly profile: {
    readonly state: string
    readonly approval: string
    readonly channels: readonly string[]
  } | null
  /** Whether challenges go out by mail and answers are found; null where the settings may not be read. */
  readonly mailReady: boolean | null
  readonly credentials: readonly Pick<EabCredential, 'state' | 'accounts' | 'maxAccounts'>[]
}

/** @returns whether a credential still registers an account */
function registers({ state, accounts, maxAccounts }: Known['credentials'][number]): boolean {
  return state === 'pending' || (state === 'bound' && (maxAccounts === null || accounts < maxAccounts))
}

/** @returns what a client needs to get a certificate, in the order in which it would fail */
export function reachSteps({
  service,
  listening,
  secureProblem,
  profile,
  mailReady,
  credentials
}: Known): readonly ReachStep[] {
  const proxied = service.settings.baseAddress !== null
  const secure = listening.some((address) => address.startsWith('https:'))
  const steps: ReachStep[] = [
    { id: 'service', standing: service.state === 'enabled' ? 'met' : 'missing' },
    proxied
      ? { id: 'https', standing: listening.length > 0 ? 'met' : 'missing', variant: 'proxy' }
      : {
          id: 'https',
          standing: secure ? 'met' : 'missing',
          ...(secureProblem === null ? {} : { variant: 'problem' as const })
        }
  ]
  if (profile !== null) {
    steps.push({ id: 'profile', standing: profile.state === 'enabled' ? 'met' : 'missing' })
    steps.push({ id: 'channel', standing: profile.channels.includes('acme') ? 'met' : 'missing' })
    if (profile.approval !== 'auto') steps.push({ id: 'approval', standing: 'advice' })
  }
  if (service.eab !== 'none') steps.push({ id: 'credential', standing: credentials.some(registers) ? 'met' : 'advice' })
  if (mailReady !== null && service.settings.challenges.includes('email-reply-00'))
    steps.push({ id: 'mailbox', standing: mailReady ? 'met' : 'missing' })
  steps.push({ id: 'trust', standing: 'advice' })
  return steps
}
