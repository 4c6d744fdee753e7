import {
  report,
  ValidationFailed,
  type ProvenIdentifier,
  type ValidationReport,
  type ValidationWorld
} from './challenge.ts'
import { fetchFollowing, printable } from './http-fetch.ts'

/**
 * http-01 (RFC 8555 8.3, for addresses RFC 8738 4): the key authorization is served under the well-known path on port 80.
 * Redirects to http and https are followed; no certificate is asked for there, because it may be the first that is wanted.
 * @throws ChanceryError `cancelled`
 */
export function validateHttp01(
  world: ValidationWorld,
  input: { readonly identifier: ProvenIdentifier; readonly token: string; readonly keyAuthorization: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  const host = input.identifier.value.includes(':') ? `[${input.identifier.value}]` : input.identifier.value
  const start = `http://${host}/.well-known/acme-challenge/${input.token}`
  return report(
    `${start} gave the key authorization.`,
    async (trace) => {
      const { reply, url } = await fetchFollowing(world, start, 'BR 3.2.2.4.19', trace, signal)
      trace.seen = reply.body
      if (reply.status !== 200)
        throw new ValidationFailed(
          'unauthorized',
          `${url} answered with status ${reply.status}, not with 200 and the key authorization.`
        )
      // RFC 8555 8.3: white space at the end is passed over.
      const said = Buffer.from(reply.body).toString('latin1').replace(/\s+$/, '')
      if (said !== input.keyAuthorization)
        throw new ValidationFailed(
          'unauthorized',
          `${url} gave "${printable(said)}" where the key authorization "${input.keyAuthorization}" was expected.`
        )
    },
    signal
  )
}
