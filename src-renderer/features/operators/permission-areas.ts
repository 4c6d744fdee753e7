import { permissions, type Permission } from '../../../src-shared/model/permission.ts'

export interface PermissionArea {
  readonly area: string
  readonly permissions: readonly Permission[]
}

/** Permissions by the thing they are about (the word before the dot), in the order of the contract. */
export function permissionAreas(): readonly PermissionArea[] {
  const areas = new Map<string, Permission[]>()
  for (const permission of permissions) {
    const area = permission.split('.')[0] ?? permission
    const list = areas.get(area)
    if (list === undefined) areas.set(area, [permission])
    else list.push(permission)
  }
  return [...areas].map(([area, list]) => ({ area, permissions: list }))
}
