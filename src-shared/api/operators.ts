import { z } from 'zod'
import { permission } from '../model/permission.ts'
import { objectName, ref, unixMs } from '../model/scalars.ts'
import { done, nothing, secretField } from './shapes.ts'
import { operation } from './operation.ts'

export const operatorView = z.object({
  id: z.number().int(),
  name: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  state: z.enum(['active', 'disabled']),
  createdAt: unixMs,
  lastSignInAt: unixMs.nullable(),
  blockedUntil: unixMs.nullable()
})

export const roleView = z.object({
  name: z.string(),
  label: z.string(),
  permissions: z.array(permission),
  builtIn: z.boolean(),
  operators: z.number().int()
})

const roles = z.array(z.string().min(1).max(100)).min(1).max(20)

export const operatorOperations = {
  'operator.list': operation({
    summary: 'Lists the operator accounts',
    access: 'operator.read',
    effect: 'read',
    input: nothing,
    output: z.object({ operators: z.array(operatorView) })
  }),
  'operator.create': operation({
    summary: 'Adds an operator account with its roles and a first passphrase',
    access: 'operator.manage',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      displayName: z.string().max(200).default(''),
      roles,
      passphrase: z.string().min(1).max(1024).meta(secretField)
    }),
    output: z.object({ operator: operatorView })
  }),
  'operator.update': operation({
    summary: 'Changes the name shown, the roles or the state of an operator account',
    access: 'operator.manage',
    effect: 'write',
    input: z.strictObject({
      operator: ref,
      displayName: z.string().max(200).optional(),
      roles: roles.optional(),
      state: z.enum(['active', 'disabled']).optional()
    }),
    output: z.object({ operator: operatorView })
  }),
  'operator.reset-passphrase': operation({
    summary: 'Gives an operator a new passphrase, for hand-over in person',
    access: 'operator.manage',
    effect: 'write',
    input: z.strictObject({ operator: ref, passphrase: z.string().min(1).max(1024).meta(secretField) }),
    output: done
  }),
  'role.list': operation({
    summary: 'Lists the roles with their permissions',
    access: 'operator.read',
    effect: 'read',
    input: nothing,
    output: z.object({ roles: z.array(roleView) })
  }),
  'role.save': operation({
    summary: 'Makes a role of your own, or changes one',
    access: 'role.manage',
    effect: 'write',
    input: z.strictObject({
      name: objectName,
      label: z.string().min(1).max(100),
      permissions: z.array(permission).min(1)
    }),
    output: z.object({ role: roleView })
  }),
  'role.delete': operation({
    summary: 'Deletes a role of your own that nobody has',
    access: 'role.manage',
    effect: 'write',
    input: z.strictObject({ name: objectName }),
    output: done
  })
}
