import { z } from 'zod'
import { askedContent } from '../model/request.ts'
import { encodedObject, ref } from '../model/scalars.ts'
import { attestationVerdict, yubiKeyRecord, yubiKeyRow, yubiKeyView } from '../model/yubikey-views.ts'
import { pinPolicy, pivKeyAlgorithm, pivSlot, touchPolicy } from '../model/yubikey.ts'
import { operation } from './operation.ts'
import { done, fromFile, nothing, producedFile, secretField } from './shapes.ts'

const serial = z.coerce
  .number()
  .int()
  .min(0)
  .max(0xffff_ffff)
  .meta({ help: 'Serial number of the YubiKey, as it is printed on it.' })

/** 6 to 8 characters of ASCII: what a YubiKey takes (SP 800-73-4 part 2 section 2.4.3). */
const reference = (what: string): z.ZodString =>
  z
    .string()
    .regex(/^[\x20-\x7e]{6,8}$/, `The ${what} of a YubiKey has 6 to 8 characters: letters, digits and signs of ASCII.`)
    .meta({ ...secretField, help: `File with the ${what}, readable by its owner only; - reads standard input.` })
const pin = reference('PIN')
const puk = reference('PUK')
const managementKey = z
  .string()
  .regex(/^(?:[0-9A-Fa-f]{2}){16,32}$/, 'Write the management key in 32, 48 or 64 hexadecimal digits.')
  .meta({ ...secretField, help: 'File with the management key in hexadecimal digits, where it is not behind the PIN.' })
const overwrite = z.boolean().default(false).meta({ help: 'Destroys the key that is in the slot now.' })
const place = { serial, slot: pivSlot, pin, managementKey: managementKey.optional(), overwrite }
const oneKey = z.object({ yubiKey: yubiKeyView, record: yubiKeyRecord })

export const yubiKeyOperations = {
  'yubikey.list': operation({
    summary: 'Lists the YubiKeys that are plugged in, and what each needs before it holds keys',
    access: 'token.read',
    effect: 'read',
    input: nothing,
    output: z.object({ yubiKeys: z.array(yubiKeyRow) })
  }),
  'yubikey.show': operation({
    summary: 'Shows a YubiKey with its slots: keys, policies, certificates and attestations',
    access: 'token.read',
    effect: 'read',
    input: z.strictObject({ serial }),
    output: z.object({ yubiKey: yubiKeyView })
  }),
  'yubikey.keys': operation({
    summary: 'Lists every key that was made on a YubiKey or written to one, plugged in or not',
    access: 'token.read',
    effect: 'read',
    input: nothing,
    output: z.object({ keys: z.array(yubiKeyRecord) })
  }),
  'yubikey.setup': operation({
    summary: 'Replaces the factory PIN, PUK and management key of a YubiKey; the management key goes behind the PIN',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({
      serial,
      newPin: reference('new PIN'),
      newPuk: reference('new PUK'),
      pin: pin.optional().meta({ help: 'Present PIN; default: the factory one.' }),
      puk: puk.optional().meta({ help: 'Present PUK; default: the factory one.' }),
      managementKey: managementKey.optional()
    }),
    output: z.object({ yubiKey: yubiKeyView })
  }),
  'yubikey.change-pin': operation({
    summary: 'Changes the PIN of a YubiKey',
    access: 'token.use',
    effect: 'write',
    input: z.strictObject({ serial, pin, newPin: reference('new PIN') }),
    output: done
  }),
  'yubikey.change-puk': operation({
    summary: 'Changes the PUK of a YubiKey',
    access: 'token.use',
    effect: 'write',
    input: z.strictObject({ serial, puk, newPuk: reference('new PUK') }),
    output: done
  }),
  'yubikey.unblock': operation({
    summary: 'Gives a blocked PIN a new value with the PUK',
    access: 'token.use',
    effect: 'write',
    input: z.strictObject({ serial, puk, newPin: reference('new PIN') }),
    output: done
  }),
  'yubikey.generate': operation({
    summary: 'Makes a key on a YubiKey, has it attested and keeps the attestation',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({
      ...place,
      key: pivKeyAlgorithm.default('P-384'),
      pinPolicy: pinPolicy.default('always').meta({ help: 'When the key asks for the PIN: never, once or always.' }),
      touchPolicy: touchPolicy.default('never').meta({
        help: 'When the key asks to be touched: never, always, or cached for 15 seconds.'
      })
    }),
    output: oneKey
  }),
  'yubikey.import': operation({
    summary: 'Writes a key from a file to a YubiKey, as a second copy; a warning stays with the key for ever',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({
      ...place,
      file: encodedObject.meta({ ...fromFile, secret: true, help: 'Private key: PEM, or DER in base64.' }),
      passphrase: z.string().max(1024).optional().meta(secretField),
      pinPolicy: pinPolicy.default('always'),
      touchPolicy: touchPolicy.default('never')
    }),
    output: oneKey
  }),
  'yubikey.attest': operation({
    summary: 'Has a YubiKey attest the key in a slot now, and checks the attestation up to a root of its maker',
    access: 'token.read',
    effect: 'read',
    input: z.strictObject({ serial, slot: pivSlot }),
    output: z.object({ attestation: attestationVerdict, file: producedFile })
  }),
  'yubikey.write-certificate': operation({
    summary: 'Writes a certificate into the slot of its key',
    access: 'token.manage',
    effect: 'write',
    input: z.strictObject({
      serial,
      slot: pivSlot,
      pin,
      managementKey: managementKey.optional(),
      authority: ref.optional().meta({ help: 'Takes the present certificate of this authority.' }),
      certificate: encodedObject.optional().meta(fromFile)
    }),
    output: z.object({ yubiKey: yubiKeyView })
  }),
  'yubikey.enrol': operation({
    summary:
      'Makes a key for a person on a YubiKey, asks for a certificate for it and writes the certificate beside it',
    access: 'request.submit',
    effect: 'sign',
    input: z.strictObject({
      ...place,
      profile: ref,
      key: pivKeyAlgorithm.default('P-256'),
      pinPolicy: pinPolicy.default('once'),
      touchPolicy: touchPolicy.default('never'),
      asked: askedContent.optional().meta({ help: 'Names and validity that the form asks for.' }),
      note: z.string().max(2000).default('')
    }),
    output: z.object({
      record: yubiKeyRecord,
      requestId: z.number().int(),
      /** Null while the request waits for approval; then write the certificate with `yubikey write-certificate`. */
      certificateId: z.number().int().nullable(),
      written: z.boolean()
    })
  })
}
