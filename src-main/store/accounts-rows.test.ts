import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectionKey, run } from './connection.ts'
import { destroyKey, getKey, insertKey } from './keys.ts'
import { close, open } from './open.ts'
import { getOperatorByName, insertOperator, updateOperator } from './operators.ts'
import { deleteRole, insertRole, listRoles } from './roles.ts'
import { reader, type Store } from './store.ts'
import { transaction } from './transaction.ts'
import {
  deleteVaultSlot,
  getOperatorSlot,
  getVault,
  insertVault,
  insertVaultSlot,
  listVaultSlots,
  replaceVaultSlot
} from './vault.ts'

const now = Date.UTC(2026, 10, 20)
let store: Store
beforeEach(() => {
  store = open(':memory:')
})
afterEach(() => close(store))

const operator = {
  name: 'Alice',
  displayName: 'Alice A.',
  roles: ['officer', 'approver'],
  state: 'active',
  createdAt: now,
  lastSignInAt: null,
  failedCount: 0,
  blockedUntil: null,
  preferences: { theme: 'dark' }
} as const

describe('vault', () => {
  test('there is one, with slots whose wrapping can be replaced and deleted', async () => {
    await transaction(store, (tx) => insertVault(tx, { vaultId: 'v', createdAt: 1 }))
    await expect(transaction(store, (tx) => insertVault(tx, { vaultId: 'w', createdAt: 2 }))).rejects.toMatchObject({
      code: 'conflict'
    })
    expect(getVault(reader(store))).toEqual({ vaultId: 'v', createdAt: 1 })
    const operatorId = await transaction(store, (tx) => insertOperator(tx, operator))
    const id = await transaction(store, (tx) =>
      insertVaultSlot(tx, {
        kind: 'operator',
        operatorId,
        kdf: { name: 'argon2id' },
        wrapped: new Uint8Array([1]),
        createdAt: 1
      })
    )
    await expect(
      transaction(store, (tx) =>
        insertVaultSlot(tx, { kind: 'operator', operatorId, kdf: {}, wrapped: new Uint8Array([1]), createdAt: 1 })
      )
    ).rejects.toMatchObject({ code: 'conflict' })
    await transaction(store, (tx) =>
      replaceVaultSlot(tx, id, { kdf: { name: 'other' }, wrapped: new Uint8Array([2]), createdAt: 5 })
    )
    const slot = getOperatorSlot(reader(store), operatorId)
    expect([slot?.kdf, [...(slot?.wrapped ?? [])]]).toEqual([{ name: 'other' }, [2]])
    await transaction(store, (tx) => deleteVaultSlot(tx, id))
    expect(listVaultSlots(reader(store))).toEqual([])
  })
})

describe('operators and roles', () => {
  test('names are unique whatever their case', async () => {
    const id = await transaction(store, (tx) => insertOperator(tx, operator))
    await expect(transaction(store, (tx) => insertOperator(tx, { ...operator, name: 'ALICE' }))).rejects.toMatchObject({
      code: 'name-taken'
    })
    await transaction(store, (tx) => updateOperator(tx, id, { failedCount: 3, blockedUntil: 99 }))
    expect(getOperatorByName(reader(store), 'alice')).toEqual({ ...operator, id, failedCount: 3, blockedUntil: 99 })
    await expect(transaction(store, (tx) => updateOperator(tx, 999, { failedCount: 1 }))).rejects.toMatchObject({
      code: 'not-found'
    })
  })

  test('built-in roles cannot be deleted', async () => {
    const [own, builtIn] = await transaction(
      store,
      (tx) =>
        [
          insertRole(tx, { name: 'ours', label: 'Ours', permissions: ['request.read'], builtIn: false }),
          insertRole(tx, { name: 'auditor', label: 'Auditor', permissions: ['audit.read'], builtIn: true })
        ] as const
    )
    expect(await transaction(store, (tx) => [deleteRole(tx, own), deleteRole(tx, builtIn)])).toEqual([true, false])
    expect(listRoles(reader(store))).toEqual([
      { id: builtIn, name: 'auditor', label: 'Auditor', permissions: ['audit.read'], builtIn: true }
    ])
  })
})

describe('keys', () => {
  test('destroying blanks the sealed key in the file for ever', async () => {
    const sealed = Buffer.from('sealed-private-key-bytes-0123456789')
    const id = await transaction(store, (tx) =>
      insertKey(tx, {
        label: 'k',
        algorithm: 'p256',
        spki: new Uint8Array([9]),
        spkiSha256: 'ab',
        location: 'software',
        sealed,
        purposes: ['crl'],
        origin: 'generated',
        createdAt: now
      })
    )
    const bytes = (): Buffer => reader(store)[connectionKey].database.serialize()
    expect(bytes().includes(sealed)).toBe(true)
    expect(await transaction(store, (tx) => destroyKey(tx, id, now))).toBe(true)
    expect(getKey(reader(store), id)).toMatchObject({ sealed: null, destroyedAt: now, spkiSha256: 'ab' })
    expect(bytes().includes(sealed)).toBe(false)
    await expect(
      transaction(store, (tx) => run(tx, `UPDATE key SET sealed = x'00', destroyed_at = NULL WHERE id = ?`, [id]))
    ).rejects.toThrow('destroyed')
  })
})
