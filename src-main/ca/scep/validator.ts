import { z } from 'zod'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ScepServiceRow } from '../../store/scep.ts'
import type { CaContext } from '../context.ts'
import { ScepRefusal } from './refusal.ts'
import { scepSettingsOf } from './settings.ts'

/** Octets of an answer; it has a word and a sentence. */
const MAX_ANSWER = 64 * 1024

const answer = z.object({
  allow: z.boolean(),
  /** Why not; goes into the log. */
  message: z.string().max(2000).optional()
})

/** @returns under which name the token of a validator is sealed */
export function validatorContext(serviceId: number): string {
  return `scep-validator:${serviceId}`
}

/**
 * Asks the external service whether a request is to be answered with a certificate. Anything but a clear yes in time is
 * a no.
 * @throws ScepRefusal
 */
export async function askValidator(
  ca: CaContext,
  service: ScepServiceRow,
  asked: {
    readonly transactionId: string
    readonly csr: Uint8Array
    readonly challenge: string
    readonly client: string
  }
): Promise<void> {
  const body = {
    event: 'request',
    service: service.name,
    transactionId: asked.transactionId,
    certificateRequest: Buffer.from(asked.csr).toString('base64'),
    challengePassword: asked.challenge,
    client: asked.client
  }
  const no = (why: string): ScepRefusal =>
    new ScepRefusal('badRequest', 'The service that decides on this request did not allow it.', {
      advice: `The external validator ${why}.`,
      wrongSecret: true
    })
  let text: string
  try {
    text = await post(ca, service, body)
  } catch (error) {
    // Not the device's fault, and not counted; it is refused all the same.
    throw new ScepRefusal('badRequest', 'The service that decides on this request did not answer.', {
      advice: `The external validator failed: ${error instanceof ChanceryError ? error.message : 'it cannot be asked.'}`
    })
  }
  const read = readAnswer(text)
  if (read === null) throw no('gave an answer that is none: {"allow": true} or {"allow": false} was expected')
  if (!read.allow) throw no(`said no${read.message === undefined ? '' : `: ${read.message}`}`)
}

function readAnswer(text: string): z.infer<typeof answer> | null {
  try {
    const read = answer.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** What became of a request that the validator let in. */
export interface ScepOutcome {
  readonly transactionId: string
  readonly event: 'issued' | 'refused'
  /** PEM; null where there is none. */
  readonly certificate: string | null
  readonly message: string | null
}

/** @throws ChanceryError where it was not heard */
export async function tellValidator(ca: CaContext, service: ScepServiceRow, outcome: ScepOutcome): Promise<void> {
  await post(ca, service, { service: service.name, ...outcome })
}

async function post(ca: CaContext, service: ScepServiceRow, body: unknown): Promise<string> {
  const { validatorUrl, validatorTimeout } = scepSettingsOf(service)
  const { http } = ca.memory.scep
  if (validatorUrl === null || http === null)
    throw new ChanceryError('not-ready', 'The external validator has no address.')
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' }
  if (service.validatorToken !== null) {
    const token = ca.secrets.open(validatorContext(service.id), service.validatorToken)
    headers['authorization'] = `Bearer ${Buffer.from(token).toString('base64url')}`
    token.fill(0)
  }
  const reply = await http({
    method: 'POST',
    url: validatorUrl,
    headers,
    body: Buffer.from(JSON.stringify(body)),
    timeout: validatorTimeout,
    maxBytes: MAX_ANSWER
  })
  if (reply.status < 200 || reply.status > 299)
    throw new ChanceryError('io', `It answered with the HTTP status ${reply.status}.`)
  return Buffer.from(reply.body).toString('utf8')
}
