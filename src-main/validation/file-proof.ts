import { report, ValidationFailed, type ValidationReport, type ValidationWorld } from './challenge.ts'
import { fetchFollowing, printable } from './http-fetch.ts'

/** What a file of one random value is served as; a page that a server gives for every address is text/html. */
const plainTypes: ReadonlySet<string> = new Set(['', 'text/plain', 'application/octet-stream'])

/** @returns where the file is looked for (RFC 8615, BR 3.2.2.4.18) */
export function fileAddress(name: string, file: string): string {
  return `http://${name}/.well-known/pki-validation/${file}`
}

/**
 * "Agreed-upon change to website" (BR 3.2.2.4.18): a file under the well-known path holds exactly the random value. Proves
 * that very name, none below it. The value is not part of the address.
 * @throws ChanceryError `cancelled`
 */
export function validateFile(
  world: ValidationWorld,
  input: { readonly name: string; readonly file: string; readonly value: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  const start = fileAddress(input.name, input.file)
  return report(
    `${start} gave the random value.`,
    async (trace) => {
      const { reply, url } = await fetchFollowing(world, start, 'BR 3.2.2.4.18', trace, signal)
      trace.seen = reply.body
      if (reply.status < 200 || reply.status > 299)
        throw new ValidationFailed(
          'unauthorized',
          `${url} answered with status ${reply.status}, not with a file (BR 3.2.2.4.18 wants 2xx).`
        )
      const type = (reply.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
      if (!plainTypes.has(type))
        throw new ValidationFailed(
          'unauthorized',
          `${url} is served as "${printable(type)}". Serve the file as text/plain, so that no page for every address passes for it.`
        )
      const said = Buffer.from(reply.body).toString('latin1').trim()
      if (said !== input.value)
        throw new ValidationFailed(
          'unauthorized',
          `${url} gave "${printable(said)}" where "${input.value}" was expected.`
        )
    },
    signal
  )
}
