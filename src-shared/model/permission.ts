import { z } from 'zod'

/** Permissions are verbs on things; an operation names exactly one. */
export const permissions = [
  'dashboard.read',
  'authority.read',
  'authority.create',
  'authority.edit',
  'authority.retire',
  'authority.destroy',
  'profile.read',
  'profile.edit',
  'request.read',
  'request.read-own',
  'request.submit',
  'request.override',
  'request.approve',
  'certificate.read',
  'certificate.export',
  'certificate.renew',
  'certificate.revoke',
  'certificate.suspend',
  'certificate.annotate',
  'crl.read',
  'crl.issue',
  'ceremony.read',
  'ceremony.run',
  'ceremony.edit',
  'service.read',
  'service.edit',
  'wire.inspect',
  'validation.read',
  'validation.run',
  'organization.edit',
  'token.read',
  'token.use',
  'token.manage',
  'viewer.use',
  'report.read',
  'report.run',
  'report.schedule',
  'audit.read',
  'audit.export',
  'operator.read',
  'operator.manage',
  'role.manage',
  'settings.read',
  'settings.edit',
  'backup.create'
] as const
export type Permission = (typeof permissions)[number]
export const permission = z.enum(permissions)

export interface Role {
  readonly name: string
  readonly label: string
  readonly permissions: readonly Permission[]
}

const reading: readonly Permission[] = [
  'dashboard.read',
  'authority.read',
  'profile.read',
  'request.read',
  'request.read-own',
  'certificate.read',
  'crl.read',
  'ceremony.read',
  'service.read',
  'validation.read',
  'token.read',
  'viewer.use',
  'report.read',
  'settings.read'
]

/** The roles that every installation has; an installation may add roles of its own beside them. */
export const builtInRoles: readonly Role[] = [
  { name: 'ca-administrator', label: 'CA Administrator', permissions },
  {
    name: 'profile-administrator',
    label: 'Profile Administrator',
    permissions: [
      ...reading,
      'profile.edit',
      'ceremony.edit',
      'service.edit',
      'validation.run',
      'organization.edit',
      'certificate.export',
      'report.run'
    ]
  },
  {
    name: 'officer',
    label: 'Officer',
    permissions: [
      ...reading,
      'authority.create',
      'authority.edit',
      'validation.run',
      'request.submit',
      'certificate.export',
      'certificate.renew',
      'certificate.revoke',
      'certificate.suspend',
      'certificate.annotate',
      'crl.issue',
      'ceremony.run',
      'token.use',
      'report.run'
    ]
  },
  {
    name: 'approver',
    label: 'Approver',
    permissions: [
      ...reading,
      'validation.run',
      'request.submit',
      'request.override',
      'request.approve',
      'certificate.export',
      'certificate.annotate',
      'report.run'
    ]
  },
  {
    name: 'auditor',
    label: 'Auditor',
    permissions: [
      ...reading,
      'certificate.export',
      'report.run',
      'report.schedule',
      'audit.read',
      'audit.export',
      'operator.read'
    ]
  },
  {
    name: 'backup-operator',
    label: 'Backup Operator',
    permissions: ['dashboard.read', 'viewer.use', 'settings.read', 'backup.create']
  },
  {
    name: 'requester',
    label: 'Requester',
    permissions: ['profile.read', 'validation.run', 'request.submit', 'request.read-own', 'viewer.use']
  }
]
