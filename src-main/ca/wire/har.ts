import type { WireHeader, WireStep } from '../../../src-shared/model/wire.ts'
import type { WireExchange } from '../../store/wire-log.ts'
import { typeIn } from './keep.ts'

/**
 * @param version of this program
 * @returns exchanges in the form that HTTP tools read (HAR 1.2), with the steps under `_steps`; bodies in base64
 */
export function harOf(
  exchanges: readonly WireExchange[],
  steps: (exchange: WireExchange) => readonly WireStep[],
  version: string
): unknown {
  return {
    log: {
      version: '1.2',
      creator: { name: 'Chancery', version },
      entries: exchanges.map((exchange) => entryOf(exchange, steps(exchange)))
    }
  }
}

function entryOf(exchange: WireExchange, steps: readonly WireStep[]): unknown {
  const host = headerOf(exchange.requestHeaders, 'host') ?? 'localhost'
  const url = `${exchange.secure ? 'https' : 'http'}://${host}${exchange.url}`
  return {
    startedDateTime: new Date(exchange.at).toISOString(),
    time: exchange.milliseconds,
    request: {
      method: exchange.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: exchange.requestHeaders,
      queryString: [...new URL(url, 'http://localhost').searchParams].map(([name, value]) => ({ name, value })),
      ...(exchange.requestBody.length === 0
        ? {}
        : {
            postData: {
              mimeType: typeIn(exchange.requestHeaders).fullType,
              text: base64(exchange.requestBody),
              encoding: 'base64'
            }
          }),
      headersSize: -1,
      bodySize: exchange.requestBytes
    },
    response: {
      status: exchange.status ?? 0,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: exchange.answerHeaders,
      content: {
        size: exchange.answerBytes,
        mimeType: typeIn(exchange.answerHeaders).fullType,
        text: base64(exchange.answerBody),
        encoding: 'base64'
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: exchange.answerBytes
    },
    cache: {},
    timings: { send: 0, wait: exchange.milliseconds, receive: 0 },
    _peer: exchange.peer,
    _protocol: exchange.protocol,
    _service: exchange.service,
    _operation: exchange.operation,
    _outcome: exchange.outcome,
    _code: exchange.code,
    _reason: exchange.reason,
    _masked: [...exchange.requestMasked, ...exchange.answerMasked],
    // Trees follow from the bytes.
    _steps: steps.map(({ kind, side, outcome, reason, lines }) => ({ kind, side, outcome, reason, lines }))
  }
}

function headerOf(headers: readonly WireHeader[], name: string): string | undefined {
  const value = headers.find((header) => header.name.toLowerCase() === name)?.value
  return value !== undefined && /^[\w.:[\]-]{1,260}$/.test(value) ? value : undefined
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
