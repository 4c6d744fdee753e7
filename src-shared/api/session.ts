import { z } from 'zod'
import { permission } from '../model/permission.ts'
import { settings } from '../model/settings.ts'
import { unixMs } from '../model/scalars.ts'
import { done, nothing, producedFile, secretField } from './shapes.ts'
import { operation } from './operation.ts'

const passphrase = z.string().min(1).max(1024).meta(secretField)

export const signedInOperator = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  permissions: z.array(permission),
  preferences: z.record(z.string(), z.unknown())
})

/** Opening the vault at start with a secret in the key store of the operating system. */
const unlockAtStart = z.object({
  /** Why it cannot be switched on here; null where it can. */
  refusal: z.enum(['not-desktop', 'no-key-store', 'fixed-password']).nullable(),
  on: z.object({ operator: z.string(), since: unixMs }).nullable(),
  /** Why the last start did not open the vault although it is on. */
  problem: z.string().nullable()
})

export const sessionOperations = {
  'system.status': operation({
    summary: 'Says whether there is a vault, whether it is unlocked, and who is signed in',
    access: 'public',
    effect: 'read',
    input: nothing,
    output: z.object({
      product: z.literal('Chancery'),
      version: z.string(),
      vault: z.enum(['absent', 'locked', 'unlocked']),
      operator: signedInOperator.nullable(),
      runtime: z.object({ electron: z.string().nullable(), node: z.string(), mlDsaNative: z.boolean() }),
      dataFolderName: z.string(),
      demo: z.boolean(),
      /** Addresses under which CRLs and certificates are served right now. */
      listening: z.array(z.string()),
      /** Why they are not served where the settings say; null where all is well. */
      listenProblem: z.string().nullable(),
      /** The same for HTTPS. */
      secureProblem: z.string().nullable(),
      /** How a window looks whose user chose nothing. */
      look: settings.pick({ theme: true, language: true, density: true })
    })
  }),
  'system.setup': operation({
    summary: 'Makes the vault and the first operator account; prints the recovery code once',
    access: 'public',
    effect: 'write',
    input: z.strictObject({
      operator: z.string().min(1).max(100),
      displayName: z.string().max(200).default(''),
      passphrase,
      organizationName: z.string().max(200).default('')
    }),
    output: z.object({ recoveryCode: z.string(), operatorId: z.number().int() })
  }),
  'system.make-unlock-secret': operation({
    summary: 'Makes the secret by which a server unlocks its vault without a person; an earlier one opens nothing then',
    access: 'settings.edit',
    effect: 'sign',
    input: nothing,
    output: z.object({ file: producedFile })
  }),
  'system.show-unlock-at-start': operation({
    summary: 'Says whether the vault opens at start with a secret in the key store of the operating system',
    access: 'settings.read',
    effect: 'read',
    input: nothing,
    output: unlockAtStart
  }),
  'system.enable-unlock-at-start': operation({
    summary: 'Lets the desktop app open the vault at start, in the name of whoever asks; an earlier unlock secret ends',
    access: 'settings.edit',
    effect: 'sign',
    input: nothing,
    output: unlockAtStart
  }),
  'system.disable-unlock-at-start': operation({
    summary: 'Ends opening the vault at start and removes its secret from the key store',
    access: 'settings.edit',
    effect: 'write',
    input: nothing,
    output: unlockAtStart
  }),
  'session.sign-in': operation({
    summary: 'Signs an operator in with the passphrase and unlocks the vault',
    access: 'public',
    effect: 'write',
    input: z.strictObject({ operator: z.string().min(1).max(100), passphrase }),
    output: z.object({ operator: signedInOperator })
  }),
  'session.redeem-link': operation({
    summary: 'Signs in with the one-time link that the server printed when it started',
    access: 'public',
    effect: 'write',
    input: z.strictObject({ token: z.string().min(16).max(200).meta(secretField) }),
    output: z.object({ operator: signedInOperator })
  }),
  'session.sign-out': operation({
    summary: 'Ends this session',
    access: 'signed-in',
    effect: 'write',
    input: nothing,
    output: done
  }),
  'session.lock': operation({
    summary: 'Ends this session and locks the vault, so that no key can be used until someone signs in',
    access: 'signed-in',
    effect: 'write',
    input: nothing,
    output: done
  }),
  'session.change-passphrase': operation({
    summary: 'Changes the own passphrase',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ current: passphrase, next: passphrase }),
    output: done
  }),
  'session.set-preference': operation({
    summary: 'Keeps a preference of the own account, such as a saved view',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ key: z.string().min(1).max(100), value: z.json() }),
    output: done
  }),
  'session.recover': operation({
    summary: 'Sets a new passphrase for an operator with the recovery code, and gives a new recovery code',
    access: 'public',
    effect: 'write',
    input: z.strictObject({
      operator: z.string().min(1).max(100),
      recoveryCode: z.string().min(1).max(200).meta(secretField),
      passphrase
    }),
    output: z.object({ recoveryCode: z.string() })
  }),
  'session.list': operation({
    summary: 'Lists who is signed in right now',
    access: 'operator.read',
    effect: 'read',
    input: nothing,
    output: z.object({
      sessions: z.array(z.object({ operator: z.string(), face: z.string(), since: unixMs, lastSeen: unixMs }))
    })
  })
}
