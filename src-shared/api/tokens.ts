import { z } from 'zod'
import { encodedObject, ref } from '../model/scalars.ts'
import { doctorReport, foundModule, moduleView, pinKeeping, pinSource, tokenKey, tokenView } from '../model/token.ts'
import { operation } from './operation.ts'
import { done, fromFile, secretField } from './shapes.ts'

const token = z.string().min(1).max(1000).meta({ help: 'Label, serial number or PKCS#11 URI of the token.' })
const modulePath = z.string().min(1).max(4096).meta({ help: 'File of a PKCS#11 module, with its whole path.' })
const pin = z
  .string()
  .min(1)
  .max(256)
  .meta({ ...secretField, help: 'File with the PIN, readable by its owner only; - reads standard input.' })
const keyLabel = z
  .string()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}+$/u, 'A label is one line of text.')
const keyUse = z.enum(['authority', 'timestamp', 'ocsp', 'evidence'])
const oneToken = z.object({ token: tokenView })

export const tokenOperations = {
  'token.list': operation({
    summary: 'Lists tokens and how each stands',
    access: 'token.read',
    effect: 'read',
    input: z.strictObject({
      module: modulePath.optional().meta({ help: 'Looks behind this module only, in use or not.' }),
      fresh: z.boolean().default(false).meta({ help: 'Has modules look anew that look for tokens only once.' })
    }),
    output: z.object({ tokens: z.array(tokenView), modules: z.array(moduleView) })
  }),
  'token.doctor': operation({
    summary: 'Examines a module, its slots and tokens, and says in words what is wrong',
    access: 'token.use',
    effect: 'read',
    input: z.strictObject({ module: modulePath.optional().meta({ help: 'Default: every module in use.' }) }),
    output: z.object({ reports: z.array(doctorReport) })
  }),
  'token.modules': operation({
    summary: 'Lists modules in use, and known ones that are installed',
    access: 'token.read',
    effect: 'read',
    input: z.strictObject({}),
    output: z.object({ modules: z.array(moduleView), found: z.array(foundModule) })
  }),
  'token.modules-add': operation({
    summary: 'Uses a PKCS#11 module, in a process of its own',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({ module: modulePath, label: z.string().min(1).max(100).optional() }),
    output: z.object({ report: doctorReport })
  }),
  'token.modules-remove': operation({
    summary: 'Ends the use of a module',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({ module: modulePath }),
    output: done
  }),
  'token.unlock': operation({
    summary: 'Signs in to a token with its PIN',
    access: 'token.use',
    effect: 'write',
    input: z.strictObject({
      token,
      pin,
      keep: pinKeeping.default('session').meta({
        help: 'Until Chancery ends or locks, also when the token is pulled out and comes back; or until then.'
      })
    }),
    output: oneToken
  }),
  'token.lock': operation({
    summary: 'Signs out of a token and forgets its PIN',
    access: 'token.use',
    effect: 'write',
    input: z.strictObject({ token }),
    output: oneToken
  }),
  'token.change-pin': operation({
    summary: 'Changes the PIN of a token',
    access: 'token.use',
    effect: 'write',
    input: z.strictObject({ token, pin, newPin: pin }),
    output: oneToken
  }),
  'token.keep-pin': operation({
    summary: 'Keeps the PIN of a token in the key store of the operating system, after it was tried',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({ token, pin }),
    output: oneToken
  }),
  'token.set-pin-source': operation({
    summary: 'Says where the PIN of a token is read from when nobody types it',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({
      token,
      source: z
        .union([z.literal('none'), pinSource])
        .meta({ help: 'key-store:NAME, credential:NAME (systemd), or none.' })
    }),
    output: oneToken
  }),
  'token.keys': operation({
    summary: 'Lists the private keys on a token',
    access: 'token.use',
    effect: 'read',
    input: z.strictObject({ token, pin: pin.optional() }),
    output: z.object({ keys: z.array(tokenKey) })
  }),
  'token.generate': operation({
    summary: 'Makes a key on a token, which never leaves it',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({
      token,
      key: z.string().min(1).max(40).default('P-256').meta({ help: 'Key algorithm, of those that the token makes.' }),
      label: keyLabel,
      use: keyUse.default('authority'),
      pin: pin.optional()
    }),
    output: z.object({ key: tokenKey })
  }),
  'token.import': operation({
    summary: 'Puts an existing private key on a token: that of an authority, or one from a file',
    access: 'authority.create',
    effect: 'sign',
    input: z.strictObject({
      token,
      label: keyLabel,
      authority: ref.optional().meta({ help: 'Its key goes to the token, and the copy in the vault is blanked.' }),
      file: encodedObject.optional().meta({ ...fromFile, secret: true }),
      use: keyUse.default('authority').meta({ help: 'What a key from a file is for.' }),
      passphrase: z.string().max(1024).optional().meta(secretField),
      pin: pin.optional()
    }),
    output: z.object({ key: tokenKey })
  }),
  'token.take-up': operation({
    summary:
      'Takes up a copy of a key of ours on a second token: both sign in turn, and each alone while the other is away',
    access: 'authority.create',
    effect: 'write',
    input: z.strictObject({
      token,
      key: z.string().min(1).max(256).meta({ help: 'Label of the key on that token, or its id in hex.' }),
      pin: pin.optional()
    }),
    output: z.object({ key: tokenKey })
  }),
  'token.destroy-key': operation({
    summary: 'Destroys a key on a token that no authority uses',
    access: 'authority.destroy',
    effect: 'sign',
    input: z.strictObject({
      token,
      key: z.string().min(1).max(256).meta({ help: 'Label of the key, or its id in hex.' }),
      confirmLabel: z.string().max(100),
      pin: pin.optional()
    }),
    output: done
  })
}
