import { ChanceryError } from '../../../src-shared/errors.ts'
import type {
  AskConfig,
  AskCoordinator,
  CoordinatorAccess,
  CoordinatorAnswer,
  CoordinatorConfig
} from '../../ca/mpic/coordinator.ts'
import { parseExactJson } from '../../pki/mpic/exact-json.ts'
import { fieldsOf } from '../../pki/mpic/fields.ts'
import { mostResponseBytes } from '../../pki/mpic/response.ts'
import type { Clock } from '../../world/clock.ts'
import type { HttpRequest, Net } from '../../world/net.ts'

/** Bytes of what a coordinator says about itself. */
const mostConfigBytes = 16 * 1024
/** Milliseconds in which it has to say so. */
const configTimeout = 10_000

/** @returns the way to a coordinator: one POST, no redirect followed, no retry, the answer bounded */
export function coordinatorOver(net: Net, clock: Clock): AskCoordinator {
  return async (access, body, signal) => {
    const from = clock.now()
    const end = (answer: Pick<CoordinatorAnswer, 'status' | 'body' | 'failure'>): CoordinatorAnswer => ({
      from,
      to: clock.now(),
      ...answer
    })
    try {
      const reply = await net.http({
        ...requestTo(access, access.url),
        method: 'POST',
        body,
        timeout: access.timeoutMs,
        maxBytes: mostResponseBytes,
        signal
      })
      return end({ status: reply.status, body: reply.body, failure: null })
    } catch (error) {
      if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
      return end({ status: null, body: null, failure: error.message })
    }
  }
}

/** @returns what asks for `/configz`, which containers have and API gateways do not */
export function coordinatorConfigOver(net: Net): AskConfig {
  return async (access, signal) => {
    const unknown = { specification: null, version: null, perspectives: null }
    try {
      const reply = await net.http({
        ...requestTo(access, access.url.replace(/\/mpic$/, '/configz')),
        method: 'GET',
        timeout: configTimeout,
        maxBytes: mostConfigBytes,
        signal
      })
      if (reply.status !== 200)
        return {
          reached: true,
          said: `The coordinator answers; it says nothing about itself (status ${reply.status}).`,
          ...unknown
        }
      return { reached: true, said: 'The coordinator answers.', ...configOf(reply.body) }
    } catch (error) {
      if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
      return { reached: false, said: error.message, ...unknown }
    }
  }
}

function configOf(body: Uint8Array): Pick<CoordinatorConfig, 'specification' | 'version' | 'perspectives'> {
  const fields = fieldsOf(parseExactJson(body, { maxBytes: mostConfigBytes, maxDepth: 8 }), 'configz')
  return {
    specification: fields.textOrNull('open_mpic_api_spec_version'),
    version: fields.textOrNull('app_version'),
    perspectives: fields.countOrNull('default_perspective_count')
  }
}

function requestTo(access: CoordinatorAccess, url: string): Pick<HttpRequest, 'url' | 'headers' | 'trust'> {
  const key = access.key === null ? null : Buffer.from(access.key).toString('utf8')
  const keyHeader: Readonly<Record<string, string>> =
    key === null ? {} : access.keyHeader === 'bearer' ? { authorization: `Bearer ${key}` } : { 'x-api-key': key }
  return {
    url,
    headers: { 'content-type': 'application/json', accept: 'application/json', ...keyHeader },
    ...(access.trust === null ? {} : { trust: [access.trust] })
  }
}
