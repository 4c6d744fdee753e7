import type { MpicPerspective, PerspectiveState, PerspectiveView } from '../../../src-shared/model/mpic.ts'
import type { CheckResponse } from '../../pki/mpic/check-response.ts'
import type { MpicRequest } from '../../pki/mpic/request.ts'
import type { PerspectiveRow } from '../../pki/mpic/response.ts'
import type { CaaAsker } from '../caa-property.ts'
import { whyRecordsForbid } from './records-seen.ts'
import { printable } from './printable.ts'

/** Milliseconds that the clock of a perspective may be wrong. An older answer was given to somebody else. */
const clockSlack = 5 * 60_000
/** Records and characters that are shown of one perspective; the raw exchange has them all. */
const shown = { records: 20, errors: 10 } as const

/** Error types of deployed perspectives, in words. */
const knownErrors: readonly (readonly [prefix: string, words: string])[] = [
  ['mpic_error:caa_checker:lookup', 'It could not look up the CAA records'],
  ['mpic_error:dcv_checker:lookup', 'It could not look up or reach what it was to see'],
  ['mpic_error:dcv_checker:parameter', 'It did not understand what it was asked'],
  ['mpic_error:coordinator', 'The coordinator did not reach it'],
  ['mpic_error:redirect:invalid', 'It was led to an address that is not followed'],
  ['mpic_error:http', 'The web server did not give the file'],
  ['mpic_error:dcv_checker:tls_alpn', 'The certificate that it was shown is not as RFC 8737 wants it']
]

/** When the exchange took place, milliseconds of the epoch. */
export interface Window {
  readonly from: number
  readonly to: number
}

/** @returns one row with what it means, before perspectives too close to others are left out */
export function viewOf(
  row: PerspectiveRow,
  request: MpicRequest,
  known: MpicPerspective | undefined,
  window: Window,
  asker: CaaAsker | undefined
): PerspectiveView {
  const { response } = row
  const saw = sawOf(response)
  const expected = expectedOf(request)
  const { state, why } = standing(row, request, known, window, asker, saw, expected)
  return {
    code: printable(row.code, 100),
    registry: known?.registry ?? null,
    state,
    why,
    saw: saw.slice(0, shown.records).map((text) => printable(text)),
    expected: expected.map((text) => printable(text)),
    foundAt: response.details.foundAt === null ? null : printable(response.details.foundAt),
    errors: response.errors
      .slice(0, shown.errors)
      .map(({ type, message }) => ({ type: printable(type), message: printable(message, 400) })),
    timestampNs: response.timestampNs === null ? null : response.timestampNs.toString()
  }
}

function standing(
  row: PerspectiveRow,
  request: MpicRequest,
  known: MpicPerspective | undefined,
  window: Window,
  asker: CaaAsker | undefined,
  saw: readonly string[],
  expected: readonly string[]
): { readonly state: PerspectiveState; readonly why: string } {
  const { response } = row
  if (response.kind !== null && response.kind !== request.check.kind)
    return { state: 'differs', why: `It answered a ${response.kind} check, not the ${request.check.kind} check.` }
  if (!response.completed) {
    const unreachable = response.errors.some(({ type }) => type.startsWith('mpic_error:coordinator'))
    return { state: unreachable ? 'unreachable' : 'incomplete', why: errorWords(response) ?? 'It did not finish.' }
  }
  if (!response.passed) {
    const forbids = whyRecordsForbid(request, response.details.records ?? [], asker)
    const seen =
      saw.length === 0
        ? 'nothing'
        : saw
            .slice(0, 3)
            .map((text) => `"${printable(text)}"`)
            .join(', ')
    const wanted = expected.map((text) => ` where "${printable(text)}" was expected`).join('')
    const ownWords = forbids === undefined ? `It saw ${seen}${wanted}.` : `As for CAA, ${forbids}`
    return { state: 'differs', why: errorWords(response) ?? ownWords }
  }
  const against =
    contradiction(request, response, saw, expected) ?? whyRecordsForbid(request, response.details.records ?? [], asker)
  if (against !== undefined) return { state: 'differs', why: `It says that it passed, but ${against}.` }
  const age = ageProblem(response, window)
  if (age !== undefined) return { state: 'not-counted', why: age }
  if (known === undefined)
    return {
      state: 'not-counted',
      why: 'It saw the same, but is not in the table of perspectives; add it there with its registry.'
    }
  return { state: 'corroborates', why: 'It saw the same.' }
}

function errorWords({ errors }: CheckResponse): string | undefined {
  const [first] = errors
  if (first === undefined) return undefined
  const words = knownErrors.find(([prefix]) => first.type.startsWith(prefix))?.[1] ?? 'It met an error'
  return `${words}: ${printable(first.message === '' ? first.type : first.message, 300)}`
}

function ageProblem({ timestampNs }: CheckResponse, window: Window): string | undefined {
  if (timestampNs === null) return undefined
  const at = Number(timestampNs / 1_000_000n)
  if (at < window.from - clockSlack)
    return 'Its answer is older than the question; an earlier look is not used again (BR 3.2.2.9), or its clock is wrong.'
  if (at > window.to + clockSlack) return 'Its answer is dated in the future; its clock is wrong.'
  return undefined
}

/** What a passing row has to show, where it shows anything at all. */
function contradiction(
  request: MpicRequest,
  { details }: CheckResponse,
  saw: readonly string[],
  expected: readonly string[]
): string | undefined {
  const { check } = request
  if (check.kind === 'caa') return undefined
  if (details.validationMethod !== null && details.validationMethod !== check.dcv.method)
    return `it looked by ${printable(details.validationMethod)}, not by ${check.dcv.method}`
  const [wanted] = expected
  if (wanted === undefined || saw.length === 0) return undefined
  const same = details.page === null ? saw.some((text) => text.includes(wanted)) : pageShows(details.page, wanted)
  return same ? undefined : `what it saw, "${printable(saw[0] ?? '')}", does not hold "${printable(wanted)}"`
}

/** Deployed perspectives give the first 100 bytes of a page, base64; the specification says plain. */
function pageShows(page: string, wanted: string): boolean {
  return [page, decoded(page)].some(
    (text) => text.includes(wanted) || (text.length >= 100 && wanted.startsWith(text.slice(0, 100)))
  )
}

function decoded(page: string): string {
  return Buffer.from(page, 'base64').toString('utf8')
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text)
}

/** @returns what a perspective says that it saw, as texts */
function sawOf({ details }: CheckResponse): readonly string[] {
  if (details.records !== null) return details.records
  if (details.page !== null) return [isBase64(details.page) ? decoded(details.page) : details.page]
  return details.commonName === null ? [] : [details.commonName]
}

/** @returns what a perspective has to see; empty for CAA, where any permission is enough, and for certificates */
export function expectedOf({ check }: MpicRequest): readonly string[] {
  if (check.kind === 'caa') return []
  const { dcv } = check
  switch (dcv.method) {
    case 'acme-http-01':
      return [dcv.keyAuthorization]
    case 'acme-dns-01':
      return [dcv.digest]
    case 'acme-tls-alpn-01':
      return []
    default:
      return [dcv.value]
  }
}
