import type { Input, OperationName, Output } from '../src-shared/api/index.ts'
import type { DesktopBridge, DesktopOperations, Reply } from '../src-shared/desktop-bridge.ts'
import { errorCodes, type Failure } from '../src-shared/errors.ts'

declare global {
  interface Window {
    readonly chancery?: DesktopBridge
  }
}

/** An answer that was a failure; `failure` is safe to show as it stands. */
export class CallError extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.name = 'CallError'
    this.failure = failure
  }
}

/** @returns the bridge of the desktop app, or undefined in a browser */
export function desktopBridge(): DesktopBridge | undefined {
  return window.chancery
}

/**
 * Runs an operation of the contract over the carrier at hand: the preload on the desktop, HTTP in a browser.
 * @throws {CallError} with the engine's failure, or `io` where the engine cannot be reached
 */
export async function call<N extends OperationName>(
  name: N,
  input: Input<N>,
  signal?: AbortSignal
): Promise<Output<N>> {
  const bridge = desktopBridge()
  const reply = bridge === undefined ? await post(name, input, signal) : await bridge.call(name, input)
  if (!reply.ok) throw new CallError(reply.failure)
  // The engine parsed and checked this answer against the same contract.
  return reply.value as Output<N>
}

/** Runs one of the window's own operations. @returns undefined in a browser, which has none. */
export async function callDesktop<N extends keyof DesktopOperations>(
  name: N,
  input: DesktopOperations[N]['input']
): Promise<DesktopOperations[N]['output'] | undefined> {
  const bridge = desktopBridge()
  if (bridge === undefined) return undefined
  const reply = await bridge.call(name, input)
  if (!reply.ok) throw new CallError(reply.failure)
  return reply.value
}

async function post(name: string, input: unknown, signal: AbortSignal | undefined): Promise<Reply> {
  let response: Response
  try {
    response = await fetch(`/api/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(input),
      ...(signal === undefined ? {} : { signal })
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    return unreachable('The engine of Chancery does not answer. Check that it runs, then try again.')
  }
  const body: unknown = await response.json().catch(() => undefined)
  return readReply(body) ?? unreachable(`The engine answered with HTTP ${response.status} and no readable content.`)
}

/** @returns the reply in a JSON value, or undefined when it is none */
export function readReply(body: unknown): Reply | undefined {
  if (typeof body !== 'object' || body === null || !('ok' in body)) return undefined
  if (body.ok === true && 'value' in body) return { ok: true, value: body.value }
  if (body.ok !== false || !('failure' in body)) return undefined
  const failure = body.failure
  return isFailure(failure) ? { ok: false, failure } : undefined
}

function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    errorCodes.some((code) => code === value.code) &&
    'message' in value &&
    typeof value.message === 'string' &&
    'reasons' in value &&
    Array.isArray(value.reasons)
  )
}

function unreachable(message: string): Reply {
  return { ok: false, failure: { code: 'io', message, reasons: [] } }
}
