import pkcs11, { type Handle, type PKCS11 } from 'pkcs11js'
import type { Answer, CallName, KeepPin, SlotSeen, TokenCall, TokenFailure } from './messages.ts'
import {
  ALREADY_INITIALIZED,
  ALREADY_LOGGED_IN,
  CANT_LOCK,
  kindOf,
  mayHelpAfresh,
  NOT_LOGGED_IN,
  returnValue,
  whatOf
} from './return-values.ts'
import { tokenAddress } from './token-address.ts'
import {
  createPair,
  describeKey,
  findObjects,
  findPrivateKey,
  generatePair,
  listKeys,
  plain,
  type FoundKey
} from './token-objects.ts'

/** What is kept of a token that somebody signed in to, also while it is unplugged. */
interface Known {
  session: Handle | null
  /** Only in this process, for keys that ask for it at each signature and for when the token is plugged in again. */
  pin: string | null
  keep: KeepPin
  keys: Map<string, FoundKey>
}

/** An error with the kind under which the engine knows it. */
export class TokenProblem extends Error {
  readonly failure: TokenFailure

  constructor(kind: TokenFailure['kind'], what: string) {
    super(what)
    this.name = 'TokenProblem'
    this.failure = { kind, what }
  }
}

/** @returns any error as it goes over to the engine */
export function failureOf(error: unknown): TokenFailure {
  return error instanceof TokenProblem ? error.failure : { kind: kindOf(error), what: whatOf(error) }
}

/** A module in this process. Every call blocks until the module returns. */
export interface LoadedModule {
  readonly opened: Answer<'open'>
  run(call: Exclude<TokenCall, { call: 'open' }>): Answer<Exclude<CallName, 'open'>>
}

const MAX_SIGNATURE = 4096
/**
 * A card says that nobody has signed in (SW 6982, and CKR_USER_NOT_LOGGED_IN of it) also where it waited for a finger in
 * vain. Somebody who is not signed in is refused at once, so what took longer, ms, was the finger.
 */
const TOUCH_TAKES = 300

/** Flags of CK_SLOT_INFO (PKCS#11 2.40, 3.2). */
const [TOKEN_PRESENT, REMOVABLE_DEVICE, HARDWARE_SLOT] = [1, 2, 4] as const

/** Loads and initialises a module. @throws what the loader or the module says */
export function loadModule(path: string): LoadedModule {
  const module: PKCS11 = new pkcs11.PKCS11()
  module.load(path)
  initialize(module)
  const info = module.C_GetInfo()
  const known = new Map<string, Known>()

  const survey = (): SlotSeen[] => module.C_GetSlotList(false).map((id) => slotSeen(module, id, known))

  /** @returns the slot in which the token is now */
  const slotOf = (token: string): Handle => {
    for (const slot of module.C_GetSlotList(true)) {
      if (addressIn(module, slot) === token) return slot
    }
    throw new TokenProblem('absent', 'the token is in no slot')
  }

  const closeSession = (entry: Known): void => {
    const { session } = entry
    entry.session = null
    entry.keys.clear()
    if (session === null) return
    try {
      module.C_CloseSession(session)
    } catch {
      // It went with the token.
    }
  }

  const openSession = (token: string): Handle =>
    module.C_OpenSession(slotOf(token), pkcs11.CKF_SERIAL_SESSION | pkcs11.CKF_RW_SESSION)

  /** Opens a session and signs in with this PIN; the PIN is forgotten where the token refuses it. */
  const signIn = (token: string, entry: Known, pin: string): Handle => {
    closeSession(entry)
    const session = openSession(token)
    try {
      login(module, session, pin)
    } catch (error) {
      if (isAboutPin(error)) entry.pin = null
      closeQuietly(module, session)
      throw error
    }
    entry.session = session
    return session
  }

  /** @returns a session of a user who signed in; opened again with the kept PIN where the token was gone meanwhile */
  const sessionOf = (token: string): { readonly entry: Known; readonly session: Handle } => {
    const entry = known.get(token)
    if (entry === undefined) throw new TokenProblem('locked', 'nobody has signed in')
    if (entry.session !== null) return { entry, session: entry.session }
    if (entry.pin === null) throw new TokenProblem('locked', 'the PIN is wanted again')
    return { entry, session: signIn(token, entry, entry.pin) }
  }

  /**
   * Some modules look for tokens once. Beginning again ends the sessions of all tokens, so it is done only where none is in
   * use, or on request where each can be signed in to again with the PIN that is kept.
   */
  const beginAgain = (onRequest = false): void => {
    const open = [...known.values()].filter(({ session }) => session !== null)
    if (open.length > 0 && !(onRequest && open.every(({ pin }) => pin !== null))) return
    for (const entry of open) closeSession(entry)
    try {
      module.C_Finalize()
    } catch {
      // Not initialised is what it should be now.
    }
    initialize(module)
  }

  /** Does something in a session, and once more from the beginning where that may help. */
  const within = <T>(token: string, work: (session: Handle, entry: Known) => T): T => {
    const first = sessionOf(token)
    try {
      return work(first.session, first.entry)
    } catch (error) {
      if (!mayHelpAfresh(error)) throw error
      closeSession(first.entry)
      beginAgain()
      const second = sessionOf(token)
      return work(second.session, second.entry)
    }
  }

  const keyOf = (session: Handle, entry: Known, id: string): FoundKey => {
    const cached = entry.keys.get(id)
    if (cached !== undefined) return cached
    const found = findPrivateKey(module, session, id)
    if (found === undefined) throw new TokenProblem('no-key', 'the token has no such key')
    entry.keys.set(id, found)
    return found
  }

  const signOne = (call: Extract<TokenCall, { call: 'sign' }>, input: Uint8Array): Uint8Array =>
    within(call.token, (session, entry) => {
      const key = keyOf(session, entry, call.id)
      const { type, pss } = call.mechanism
      const mechanism =
        pss === null
          ? { mechanism: type }
          : {
              mechanism: type,
              parameter: { type: pkcs11.CK_PARAMS_RSA_PSS, hashAlg: pss.hash, mgf: pss.mgf, saltLen: pss.salt }
            }
      module.C_SignInit(session, mechanism, key.handle)
      if (key.alwaysAuthenticate) {
        if (entry.pin === null) throw new TokenProblem('locked', 'the key asks for the PIN at each signature')
        try {
          module.C_Login(session, pkcs11.CKU_CONTEXT_SPECIFIC, entry.pin)
        } catch (error) {
          if (isAboutPin(error)) entry.pin = null
          throw error
        }
      }
      const begun = performance.now()
      try {
        const made = module.C_Sign(session, Buffer.from(input.buffer, input.byteOffset, input.length), scratch)
        return plain(made)
      } catch (error) {
        if (returnValue(error) !== NOT_LOGGED_IN || performance.now() - begun < TOUCH_TAKES) throw error
        throw new TokenProblem('not-touched', 'nobody touched it in time')
      }
    })
  const scratch = Buffer.alloc(MAX_SIGNATURE)

  /** A signature that failed may leave its operation open in the session; the next one begins in a new session. */
  const signOrClose = (call: Extract<TokenCall, { call: 'sign' }>, input: Uint8Array): Uint8Array => {
    try {
      return signOne(call, input)
    } catch (error) {
      const entry = known.get(call.token)
      if (entry !== undefined) closeSession(entry)
      throw error
    }
  }

  const run: LoadedModule['run'] = (call) => {
    switch (call.call) {
      case 'survey': {
        const seen = afterPlugging(survey(), known, signIn, closeSession)
        if (!call.fresh && !isMissing(seen, known)) return { slots: seen }
        beginAgain(call.fresh)
        return { slots: afterPlugging(survey(), known, signIn, closeSession) }
      }
      case 'mechanisms': {
        const slot = slotOf(call.token)
        return { mechanisms: module.C_GetMechanismList(slot).map((type) => mechanismOf(module, slot, type)) }
      }
      case 'close': {
        for (const entry of known.values()) entry.pin = null
        known.clear()
        try {
          module.C_Finalize()
        } catch {
          // The process ends anyway.
        }
        return {}
      }
      case 'login': {
        const entry: Known = known.get(call.token) ?? { session: null, pin: null, keep: call.keep, keys: new Map() }
        signIn(call.token, entry, call.pin)
        entry.pin = call.pin
        entry.keep = call.keep
        known.set(call.token, entry)
        return {}
      }
      case 'logout': {
        const entry = known.get(call.token)
        known.delete(call.token)
        if (entry === undefined) return {}
        entry.pin = null
        if (entry.session !== null) {
          try {
            module.C_Logout(entry.session)
          } catch {
            // It went with the token, or the session had ended.
          }
        }
        closeSession(entry)
        return {}
      }
      case 'change-pin': {
        const session = openSession(call.token)
        try {
          module.C_SetPIN(session, call.pin, call.newPin)
        } finally {
          closeQuietly(module, session)
        }
        const entry = known.get(call.token)
        if (entry !== undefined && entry.pin !== null) entry.pin = call.newPin
        return {}
      }
      case 'keys':
        return { keys: within(call.token, (session) => listKeys(module, session)) }
      case 'generate':
        return {
          key: within(call.token, (session) => described(module, session, call.id, generatePair(module, session, call)))
        }
      case 'import':
        return {
          key: within(call.token, (session) => described(module, session, call.id, createPair(module, session, call)))
        }
      case 'destroy':
        return {
          removed: within(call.token, (session, entry) => {
            entry.keys.delete(call.id)
            const id = { type: pkcs11.CKA_ID, value: Buffer.from(call.id, 'hex') }
            const found = [pkcs11.CKO_PRIVATE_KEY, pkcs11.CKO_PUBLIC_KEY].flatMap((value) =>
              findObjects(module, session, [{ type: pkcs11.CKA_CLASS, value }, id])
            )
            for (const object of found) module.C_DestroyObject(session, object)
            return found.length > 0
          })
        }
      case 'sign':
        return signAll(call.inputs, (input) => signOrClose(call, input))
      default:
        throw new TokenProblem('unsupported', 'there is no such call')
    }
  }

  return {
    opened: {
      cryptoki: `${info.cryptokiVersion.major}.${info.cryptokiVersion.minor}`,
      manufacturer: info.manufacturerID.trim(),
      description: info.libraryDescription.trim(),
      version: `${info.libraryVersion.major}.${info.libraryVersion.minor}`
    },
    run
  }
}

function initialize(module: PKCS11): void {
  try {
    module.C_Initialize({ flags: pkcs11.CKF_OS_LOCKING_OK })
  } catch (error) {
    if (returnValue(error) === ALREADY_INITIALIZED) return
    // This process calls from one thread only, so a module without locks serves as well.
    if (returnValue(error) !== CANT_LOCK) throw error
    module.C_Initialize()
  }
}

function login(module: PKCS11, session: Handle, pin: string): void {
  try {
    // As the user, never as the security officer.
    module.C_Login(session, pkcs11.CKU_USER, pin)
  } catch (error) {
    if (returnValue(error) !== ALREADY_LOGGED_IN) throw error
  }
}

/** A PIN that the token refused is not tried a second time: each try counts. */
function isAboutPin(error: unknown): boolean {
  return ['wrong-pin', 'pin-locked', 'pin-unusable'].includes(kindOf(error))
}

function closeQuietly(module: PKCS11, session: Handle): void {
  try {
    module.C_CloseSession(session)
  } catch {
    // It went with the token.
  }
}

function addressIn(module: PKCS11, slot: Handle): string | undefined {
  try {
    return tokenAddress(nameOf(module.C_GetTokenInfo(slot)))
  } catch {
    return undefined
  }
}

type TokenInfo = ReturnType<PKCS11['C_GetTokenInfo']>

const tidy = (text: string): string => text.replaceAll('\0', '').trim().slice(0, 200)

function nameOf(info: TokenInfo): { label: string; manufacturer: string; model: string; serial: string } {
  return {
    label: tidy(info.label),
    manufacturer: tidy(info.manufacturerID),
    model: tidy(info.model),
    serial: tidy(info.serialNumber)
  }
}

function slotSeen(module: PKCS11, id: Handle, known: ReadonlyMap<string, Known>): SlotSeen {
  const info = module.C_GetSlotInfo(id)
  const slot = {
    id: id.toString('hex').slice(0, 32),
    description: tidy(info.slotDescription),
    manufacturer: tidy(info.manufacturerID),
    removable: (info.flags & REMOVABLE_DEVICE) !== 0,
    hardware: (info.flags & HARDWARE_SLOT) !== 0
  }
  if ((info.flags & TOKEN_PRESENT) === 0) return { ...slot, token: null, problem: null }
  try {
    const token = module.C_GetTokenInfo(id)
    const name = nameOf(token)
    const address = tokenAddress(name)
    const entry = known.get(address)
    return {
      ...slot,
      problem: null,
      token: {
        ...name,
        address,
        flags: token.flags >>> 0,
        minPin: token.minPinLen,
        maxPin: token.maxPinLen,
        hardware: `${token.hardwareVersion.major}.${token.hardwareVersion.minor}`,
        firmware: `${token.firmwareVersion.major}.${token.firmwareVersion.minor}`,
        time: /^\d{14}/.test(token.utcTime) ? token.utcTime.slice(0, 16) : '',
        open: entry !== undefined && entry.session !== null && isSignedIn(module, entry.session),
        pinKept: entry?.pin != null
      }
    }
  } catch (error) {
    return { ...slot, token: null, problem: whatOf(error) }
  }
}

/** CKS_RO_USER_FUNCTIONS and CKS_RW_USER_FUNCTIONS */
const USER_STATES: ReadonlySet<number> = new Set([1, 3])

function isSignedIn(module: PKCS11, session: Handle): boolean {
  try {
    return USER_STATES.has(module.C_GetSessionInfo(session).state)
  } catch {
    return false
  }
}

/**
 * Brings what is kept of tokens up to what was seen: a session that is gone is closed, a token that came back is signed
 * in to with the kept PIN (once; a PIN that is refused is forgotten), and a PIN that was to last until then is forgotten.
 */
function afterPlugging(
  seen: SlotSeen[],
  known: ReadonlyMap<string, Known>,
  signIn: (token: string, entry: Known, pin: string) => Handle,
  closeSession: (entry: Known) => void
): SlotSeen[] {
  const present = new Map(seen.flatMap(({ token }) => (token === null ? [] : [[token.address, token] as const])))
  const reopened = new Set<string>()
  for (const [address, entry] of known) {
    const token = present.get(address)
    if (token === undefined) {
      closeSession(entry)
      if (entry.keep === 'until-unplugged') entry.pin = null
    } else if (!token.open) {
      closeSession(entry)
      if (entry.pin === null || (token.flags & pkcs11.CKF_USER_PIN_LOCKED) !== 0) continue
      try {
        signIn(address, entry, entry.pin)
        reopened.add(address)
      } catch {
        // The state that is told says that it is locked.
      }
    }
  }
  return seen.map((slot) => {
    if (slot.token === null) return slot
    const entry = known.get(slot.token.address)
    const open = slot.token.open || reopened.has(slot.token.address)
    return { ...slot, token: { ...slot.token, open, pinKept: entry?.pin != null } }
  })
}

function isMissing(seen: readonly SlotSeen[], known: ReadonlyMap<string, Known>): boolean {
  const present = new Set(seen.flatMap(({ token }) => (token === null ? [] : [token.address])))
  return [...known].some(([address, { pin }]) => pin !== null && !present.has(address))
}

function mechanismOf(module: PKCS11, slot: Handle, type: number): Answer<'mechanisms'>['mechanisms'][number] {
  try {
    const info = module.C_GetMechanismInfo(slot, type)
    return { type: type >>> 0, minBits: info.minKeySize, maxBits: info.maxKeySize, flags: info.flags >>> 0 }
  } catch {
    return { type: type >>> 0, minBits: 0, maxBits: 0, flags: 0 }
  }
}

function described(
  module: PKCS11,
  session: Handle,
  id: string,
  pair: { readonly privateKey: Handle; readonly publicKey: Handle }
): Answer<'generate'>['key'] {
  return describeKey(module, session, id, pair.privateKey, pair.publicKey, undefined)
}

/** Signs one after the other; the first failure ends it. */
function signAll(inputs: readonly Uint8Array[], sign: (input: Uint8Array) => Uint8Array): Answer<'sign'> {
  const begun = performance.now()
  const signatures: Uint8Array[] = []
  let failure: TokenFailure | null = null
  for (const input of inputs) {
    try {
      signatures.push(sign(input))
    } catch (error) {
      failure = failureOf(error)
      break
    }
  }
  return { signatures, failure, micros: (performance.now() - begun) * 1000 }
}
