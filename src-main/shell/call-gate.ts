import type { Reply } from '../../src-shared/desktop-bridge.ts'
import type { ErrorCode } from '../../src-shared/errors.ts'
import { eventTopics, type EventTopic } from '../../src-shared/events.ts'
import type { ShellPort, WindowIdentity } from './port.ts'
import { isTrustedSender, type SenderFrame } from './sender-check.ts'

/** Handlers for what the window answers itself, see DesktopOperations. */
export type DesktopHandlers = Readonly<Record<string, (input: unknown, window: WindowIdentity) => Promise<Reply>>>

/** Names of operations: letters, digits, dots and hyphens; anything else never reaches the engine. */
const operationName = /^[a-z][A-Za-z0-9]*(?:[.-][A-Za-z0-9]+){0,5}$/

export function failure(code: ErrorCode, message: string): Reply {
  return { ok: false, failure: { code, message, reasons: [] } }
}

/**
 * Answers one message of the page: checks the sender, then forwards to the window's own handlers or to the engine.
 * @param args what came over the channel: operation name and input
 */
export async function answerCall(
  frame: SenderFrame | null | undefined,
  window: WindowIdentity,
  args: readonly unknown[],
  to: { readonly port: ShellPort; readonly desktop: DesktopHandlers }
): Promise<Reply> {
  if (!isTrustedSender(frame)) return failure('forbidden', 'Only the page of Chancery itself may call the engine.')
  const [operation, input] = args
  if (args.length !== 2 || typeof operation !== 'string' || operation.length > 80 || !operationName.test(operation))
    return failure('malformed', 'A call takes the name of an operation and its input.')
  if (!operation.startsWith('desktop.')) return to.port.call(operation, input, window)
  const handler = Object.hasOwn(to.desktop, operation) ? to.desktop[operation] : undefined
  if (handler === undefined) return failure('unknown-operation', `There is no operation "${operation}".`)
  return handler(input, window)
}

/** @returns the topic when this frame may listen to it, else undefined */
export function admittedTopic(frame: SenderFrame | null | undefined, topic: unknown): EventTopic | undefined {
  if (!isTrustedSender(frame) || typeof topic !== 'string' || !Object.hasOwn(eventTopics, topic)) return undefined
  return topic as EventTopic
}
