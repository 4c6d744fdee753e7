import { pino, type DestinationStream, type Logger } from 'pino'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import type { Random } from './random.ts'
import { redact, redactFields } from './redact.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * A log that writes one JSON object a line. It writes to the stream it is given rather than through a pino transport:
 * transports start worker threads from files that a packaged app does not have.
 */
export function pinoLog(options: { to: DestinationStream; clock: Clock; random: Random; level?: LogLevel }): Log {
  const { clock } = options
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date(clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) }
    },
    options.to
  )
  return wrap(logger, options.random)
}

/** A log that keeps nothing; its error ids are still distinct. */
export function silentLog(random: Random): Log {
  return wrap(pino({ level: 'silent' }), random)
}

function wrap(logger: Logger, random: Random): Log {
  return {
    debug: (message, fields = {}) => logger.debug(redactFields(fields), message),
    info: (message, fields = {}) => logger.info(redactFields(fields), message),
    warn: (message, fields = {}) => logger.warn(redactFields(fields), message),
    error: (message, error, fields = {}) => {
      const logId = newLogId(random)
      logger.error({ ...redactFields(fields), logId, error: redact(error) }, message)
      return logId
    },
    with: (fields) => wrap(logger.child(redactFields(fields)), random)
  }
}

/** Letters and digits that are not mistaken for one another when read out: no 0 O 1 I L U. */
const idAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** @returns ten characters in two groups, 49 bits, e.g. `7KQ2M-X9RTB`. */
function newLogId(random: Random): string {
  const characters = Array.from(random.bytes(10), (byte) => idAlphabet[byte % idAlphabet.length])
  return `${characters.slice(0, 5).join('')}-${characters.slice(5).join('')}`
}
