import type { Reply, SecretCall } from '../../src-shared/desktop-bridge.ts'
import { ChanceryError, toFailure } from '../../src-shared/errors.ts'
import { askedFields, isSecretOperation, secretEntries, takesKeyFile } from '../../src-shared/secret-entry.ts'
import { tokenView } from '../../src-shared/model/token.ts'
import { yubiKeyRow } from '../../src-shared/model/yubikey-views.ts'
import { failure, type DesktopHandlers } from './call-gate.ts'
import type { PinAnswers, PinQuestion } from './pin-dialog-form.ts'
import { pinWords } from './pin-dialog-words.ts'
import type { ShellPort, WindowIdentity } from './port.ts'

/** What the shell does in front of the person. */
export interface SecretFace {
  readonly ask: (window: WindowIdentity, question: PinQuestion) => Promise<PinAnswers | undefined>
  /** @returns PEM, or DER in base64, of a private key; undefined where none was chosen */
  readonly chooseKeyFile: (window: WindowIdentity) => Promise<string | undefined>
  /** @returns the path of a module */
  readonly chooseModule: (window: WindowIdentity) => Promise<string | undefined>
}

const gaveUp = failure('cancelled', 'Nothing was entered, so nothing was done.')

/** Operations of the page whose secrets, and files of secrets, the shell asks for itself. */
export function secretCalls(port: Pick<ShellPort, 'call'>, face: SecretFace): DesktopHandlers {
  return {
    'desktop.secret-call': async (input, window) => {
      try {
        return await runWithSecrets(port, face, parseSecretCall(input), window)
      } catch (error) {
        return { ok: false, failure: toFailure(error, 'desktop') }
      }
    },
    'desktop.module.add': async (_input, window) => {
      const path = await face.chooseModule(window)
      return path === undefined ? { ok: true, value: null } : port.call('token.modules-add', { module: path }, window)
    }
  }
}

async function runWithSecrets(
  port: Pick<ShellPort, 'call'>,
  face: SecretFace,
  { operation, input, also, language }: ReturnType<typeof parseSecretCall>,
  window: WindowIdentity
): Promise<Reply> {
  const fields = askedFields(operation, also)
  // Asked first: who may not see the token is not asked for its PIN.
  const device = await deviceOf(port, operation, input, window)
  if (!device.ok) return device
  const { name, warning } = device.value
  const file = takesKeyFile(operation) ? await face.chooseKeyFile(window) : null
  if (file === undefined) return gaveUp
  let wrong = ''
  for (;;) {
    const answers = await face.ask(window, {
      operation,
      name: name(language),
      fields,
      language,
      warning: wrong === '' ? warning : wrong
    })
    if (answers === undefined) return gaveUp
    const reply = await port.call(operation, { ...input, ...answers, ...(file === null ? {} : { file }) }, window)
    if (reply.ok || reply.failure.code !== 'wrong-passphrase') return reply
    wrong = reply.failure.message
  }
}

type Device =
  | {
      readonly ok: true
      readonly value: { readonly name: (language: 'en' | 'de') => string; readonly warning: string }
    }
  | Extract<Reply, { ok: false }>

/** What the window says of the token: asked of the engine, so that no page can put words into it. */
async function deviceOf(
  port: Pick<ShellPort, 'call'>,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  window: WindowIdentity
): Promise<Device> {
  if (operation.startsWith('yubikey.')) {
    const reply = await port.call('yubikey.list', {}, window)
    if (!reply.ok) return reply
    const { yubiKeys } = reply.value as { readonly yubiKeys: readonly unknown[] }
    const found = yubiKeys.map((one) => yubiKeyRow.parse(one)).find(({ serial }) => serial === input['serial'])
    if (found === undefined) return notThere
    const { left, tries } = found.pin
    const few = left !== null && tries !== null && left < tries && left > 0
    return {
      ok: true,
      value: {
        name: () => `YubiKey ${found.serial}`,
        warning: few ? `PIN: ${left}/${tries}` : ''
      }
    }
  }
  const reply = await port.call('token.list', {}, window)
  if (!reply.ok) return reply
  const { tokens } = reply.value as { readonly tokens: readonly unknown[] }
  const wanted = input['token']
  const found = tokens.map((one) => tokenView.parse(one)).find(({ address }) => address === wanted)
  if (found === undefined) return notThere
  const { label, serial, state, tries, explanation } = found
  return {
    ok: true,
    value: {
      name: (language) => pinWords[language].token(`${label} (${serial})`),
      warning: state === 'wrong-pin' || tries === 'one' ? explanation : ''
    }
  }
}

const notThere: Device = {
  ok: false,
  failure: {
    code: 'not-found',
    message: 'The token is not there any more. Plug it in and look at the list again.',
    reasons: []
  }
}

/**
 * Reads what a page says of an operation that wants secrets.
 * @throws ChanceryError `malformed`; also where the page gives a secret itself
 */
function parseSecretCall(value: unknown): {
  readonly operation: keyof typeof secretEntries
  readonly input: Readonly<Record<string, unknown>>
  readonly also: readonly string[]
  readonly language: 'en' | 'de'
} {
  if (!isRecord(value)) throw malformed()
  const { operation, input, also, language, ...rest }: Partial<Record<keyof SecretCall, unknown>> = value
  if (typeof operation !== 'string' || !isSecretOperation(operation) || !isRecord(input)) throw malformed()
  if (!Array.isArray(also) || !also.every((name) => typeof name === 'string')) throw malformed()
  if ((language !== 'en' && language !== 'de') || Object.keys(rest).length > 0) throw malformed()
  const secrets = [
    ...askedFields(operation, also).map(({ name }) => name),
    ...secretEntries[operation].fields.map(({ name }) => name),
    ...(takesKeyFile(operation) ? ['file'] : [])
  ]
  if (secrets.some((name) => Object.hasOwn(input, name))) throw malformed()
  return { operation, input, also, language }
}

function malformed(): ChanceryError {
  return new ChanceryError('malformed', 'The window was asked for secrets of an operation that it does not know.')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
