import type { DoctorReport, Finding } from '../../../src-shared/model/token.ts'
import { explainToken } from '../../../src-shared/model/token-words.ts'
import { knownModuleOf, type KnownModule } from './known-modules.ts'
import { algorithmsOf, mechanismName } from './mechanisms.ts'
import type { KeySeen, MechanismSeen, SlotSeen, TokenInSlot } from './messages.ts'
import type { ModuleProcess } from './module-process.ts'
import { stateOf, tokenFlags, triesOf } from './token-states.ts'

const CAN_SIGN = 0x800
/** A clock that is off by more makes trouble where the token notes when something was done. */
const CLOCK_MAY_DIFFER = 5 * 60_000

/**
 * Looks at a module as far as that goes without a PIN, and at keys where somebody has signed in already. Nobody is signed
 * in for it, least of all as security officer: a try could be the last one. Never throws for what the module does.
 */
export async function examineModule(process: ModuleProcess): Promise<DoctorReport> {
  const empty = { module: process.path, product: '', description: '', version: '', cryptoki: '', slots: [] }
  let slots: readonly SlotSeen[]
  try {
    slots = (await process.call<'survey'>({ call: 'survey', fresh: false })).slots
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    const loads = process.opened() !== null
    return { ...empty, loads, findings: [failureFinding(text, loads)] }
  }
  const opened = process.opened()
  const described = `${opened?.manufacturer ?? ''} ${opened?.description ?? ''}`.trim()
  const known = knownModuleOf(described, process.path)
  return {
    module: process.path,
    product: known?.label ?? 'unknown',
    loads: true,
    description: described,
    version: opened?.version ?? '',
    cryptoki: opened?.cryptoki ?? '',
    findings: moduleFindings(known, slots),
    slots: await Promise.all(slots.map((slot) => examineSlot(process, slot, known)))
  }
}

function failureFinding(text: string, loads: boolean): Finding {
  return loads
    ? {
        level: 'problem',
        rule: 'module.survey',
        text: `The module was loaded and then failed to tell its slots. ${text}`,
        advice:
          'Look whether the service behind it runs (pcscd, a connector, a network HSM) and whether its own tool sees the token.'
      }
    : {
        level: 'problem',
        rule: 'module.load',
        text: `The module cannot be used. ${text}`,
        advice:
          'Make sure that the file is a PKCS#11 module for this processor and that what it needs is installed. Chancery itself is not touched by it.'
      }
}

function moduleFindings(known: KnownModule | undefined, slots: readonly SlotSeen[]): Finding[] {
  const findings: Finding[] = []
  if (known === undefined)
    findings.push({
      level: 'note',
      rule: 'module.unknown',
      text: 'This module is not in the table of known ones; nothing is known of its ways.',
      advice: ''
    })
  for (const text of known?.quirks ?? [])
    findings.push({ level: 'note', rule: `module.${known?.id ?? ''}`, text, advice: '' })
  if (slots.length === 0)
    findings.push({
      level: 'problem',
      rule: 'module.no-slots',
      text: 'The module shows no slots.',
      advice: 'Plug the reader or the token in. On Linux card readers need the service pcscd.'
    })
  else if (slots.every(({ token, problem }) => token === null && problem === null))
    findings.push({
      level: 'warning',
      rule: 'module.no-token',
      text: 'There is a slot and no token in it.',
      advice: 'Plug the token in.'
    })
  return findings
}

async function examineSlot(
  process: ModuleProcess,
  slot: SlotSeen,
  known: KnownModule | undefined
): Promise<DoctorReport['slots'][number]> {
  const { token } = slot
  const shown = { id: slot.id, description: slot.description }
  if (token === null)
    return {
      ...shown,
      token: null,
      address: null,
      serial: '',
      state: 'absent',
      tries: 'not-told',
      login: 'none',
      clock: '',
      mechanisms: [],
      algorithms: [],
      findings:
        slot.problem === null
          ? []
          : [
              {
                level: 'problem',
                rule: 'token.unreadable',
                text: `There is something in the slot that cannot be read (${slot.problem}).`,
                advice: 'Take it out and put it in again, the right way round.'
              }
            ]
    }
  const mechanisms = await process
    .call<'mechanisms'>({ call: 'mechanisms', token: token.address })
    .then((answer) => answer.mechanisms)
    .catch((): readonly MechanismSeen[] => [])
  const keys = token.open
    ? await process
        .call<'keys'>({ call: 'keys', token: token.address })
        .then((answer) => answer.keys)
        .catch((): readonly KeySeen[] => [])
    : []
  const has = (flag: number): boolean => (token.flags & flag) !== 0
  return {
    ...shown,
    token: token.label,
    address: token.address,
    serial: token.serial,
    state: stateOf(token, { wrongPin: false, factoryPin: false }),
    tries: triesOf(token.flags),
    login: has(tokenFlags.pinPad) ? 'pin-pad' : has(tokenFlags.loginRequired) ? 'pin' : 'none',
    clock: token.time,
    mechanisms: mechanisms.map(({ type, minBits, maxBits, flags }) => ({
      name: mechanismName(type),
      minBits,
      maxBits,
      signs: (flags & CAN_SIGN) !== 0
    })),
    algorithms: algorithmsOf(mechanisms),
    findings: [
      ...stateFindings(token),
      ...mechanismFindings(mechanisms),
      ...clockFindings(token),
      ...keyFindings(token, keys, known)
    ]
  }
}

function stateFindings(token: TokenInSlot): Finding[] {
  const state = stateOf(token, { wrongPin: false, factoryPin: false })
  const tries = triesOf(token.flags)
  const level =
    state === 'unlocked' ? 'fine' : state === 'locked' ? (tries === 'not-told' ? 'fine' : 'warning') : 'problem'
  const findings: Finding[] = [
    { level, rule: `token.${state}`, text: explainToken({ label: token.label, state, tries }), advice: '' }
  ]
  if ((token.flags & tokenFlags.soPinLocked) !== 0)
    findings.push({
      level: 'warning',
      rule: 'token.so-blocked',
      text: 'The security officer of the token is blocked: a blocked PIN cannot be opened again.',
      advice: 'Plan for a token in its place while its key still signs.'
    })
  if ((token.flags & tokenFlags.errorState) !== 0)
    findings.push({
      level: 'problem',
      rule: 'token.error-state',
      text: 'The token failed a test of itself and refuses to work.',
      advice: 'Power it off and on. If that does not help it is broken.'
    })
  if (/\0|^$/.test(token.serial))
    findings.push({
      level: 'warning',
      rule: 'token.no-serial',
      text: 'The token tells no serial number, so two of one name could be taken for each other.',
      advice: 'Give each token a label of its own.'
    })
  return findings
}

function mechanismFindings(mechanisms: readonly MechanismSeen[]): Finding[] {
  if (algorithmsOf(mechanisms).length > 0) return []
  const signs = mechanisms.some(({ flags }) => (flags & CAN_SIGN) !== 0)
  return [
    signs
      ? {
          level: 'note',
          rule: 'token.makes-no-keys',
          text: 'The token signs, and makes no keys through this interface.',
          advice: 'Make the key with the tool of its maker; Chancery uses it from then on.'
        }
      : {
          level: 'problem',
          rule: 'token.signs-nothing',
          text: 'The token offers no mechanism that signs.',
          advice: 'It is of no use for an authority.'
        }
  ]
}

function clockFindings({ flags, time }: TokenInSlot): Finding[] {
  if ((flags & tokenFlags.clockOnToken) === 0) return []
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(time) ?? []
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  if (Math.abs(at - Date.now()) <= CLOCK_MAY_DIFFER) return []
  return [
    {
      level: 'warning',
      rule: 'token.clock',
      text: `The clock of the token says ${Number.isNaN(at) ? time : new Date(at).toISOString()}.`,
      advice: 'Set it: what the token notes carries this time.'
    }
  ]
}

function keyFindings(token: TokenInSlot, keys: readonly KeySeen[], known: KnownModule | undefined): Finding[] {
  if (!token.open)
    return [
      {
        level: 'note',
        rule: 'token.keys-hidden',
        text: `Keys show once somebody has signed in${known?.id === 'yubihsm' ? ', and nothing at all before' : ''}.`,
        advice: `Unlock it: chancery token unlock --token "${token.label}"`
      }
    ]
  return keys.flatMap((key): Finding[] => {
    const findings: Finding[] = []
    if (key.attributes.alwaysAuthenticate === true)
      findings.push({
        level: 'note',
        rule: 'key.always-authenticate',
        text: `The key ${key.label} asks for the PIN before each signature; Chancery gives it from the process of the module.`,
        advice: ''
      })
    if (key.attributes.extractable === true || key.attributes.sensitive === false)
      findings.push({
        level: 'problem',
        rule: 'key.readable',
        text: `The key ${key.label} can be read out of the token.`,
        advice: 'Do not use it for an authority.'
      })
    if (key.public === null && key.certificate === null)
      findings.push({
        level: 'warning',
        rule: 'key.no-public-half',
        text: `The token shows no public key and no certificate for the key ${key.label}.`,
        advice: 'Write its certificate or its public key to the token; Chancery cannot use it otherwise.'
      })
    return findings
  })
}
