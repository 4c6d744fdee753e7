import { mailsSince } from '../../store/acme.ts'
import { rateLimited } from './accounts.ts'
import type { Plan } from './authorize.ts'
import { hour } from './rate-limits.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'

/** @throws Problem `rateLimited` where a mail address gets too many messages, whoever asks for them */
export function requireMailAllowed(runtime: AcmeRuntime, service: ServiceContext, plans: readonly Plan[]): void {
  const { parts, limits } = runtime
  const most = service.settings.limits.mailsPerAddressPerHour
  const now = parts.clock.now()
  for (const { identifier, existing } of plans) {
    if (identifier.type !== 'email' || existing !== null) continue
    const { value } = identifier
    const wait = limits.count(`mails:${value.toLowerCase()}`, most, hour, now, () =>
      mailsSince(parts.reader(), value, now - hour)
    )
    if (wait !== null) throw rateLimited(`${value} was sent too many challenges within an hour.`, wait)
  }
}
