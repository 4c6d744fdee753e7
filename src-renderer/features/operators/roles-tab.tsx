import Add from '@mui/icons-material/Add'
import Delete from '@mui/icons-material/DeleteOutlined'
import Edit from '@mui/icons-material/EditOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { roleView } from '../../../src-shared/api/operators.ts'
import { permissions } from '../../../src-shared/model/permission.ts'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { QuietTable } from '../../ui/display/quiet-table.tsx'
import { roleWords } from '../../ui/engine/role-words.ts'
import { Section } from '../../ui/layout/section.tsx'
import { permissionAreas } from './permission-areas.ts'
import { RoleDialog } from './role-dialog.tsx'

export type RoleView = z.output<typeof roleView>
type Shown =
  { readonly kind: 'save'; readonly role: RoleView | null } | { readonly kind: 'delete'; readonly role: RoleView }

/** The roles with what each may do, by area. */
export function RolesTab(): ReactElement {
  const { t, i18n } = useTranslation('operators')
  const mayManage = useMay('role.manage')
  const read = useRead('role.list', {})
  const [shown, setShown] = useState<Shown | null>(null)
  const remove = useCommand('role.delete')
  const close = (): void => {
    remove.reset()
    setShown(null)
  }
  if (read.data === undefined) {
    return read.error === null ? (
      <Skeleton variant="rounded" height={240} />
    ) : (
      <ErrorView error={read.error} onRetry={() => void read.refetch()} />
    )
  }
  return (
    <>
      <Section
        title={t('tab.roles')}
        lead={t('rolesLead')}
        flush
        aside={
          mayManage && (
            <ActionButton
              size="small"
              action={{
                id: 'role.create',
                label: t('role.create'),
                icon: Add,
                tone: 'primary',
                run: () => {
                  setShown({ kind: 'save', role: null })
                }
              }}
            />
          )
        }
      >
        <QuietTable
          label={t('tab.roles')}
          head={[t('column.role'), t('column.operators'), t('column.permissions'), '']}
          rows={read.data.roles.map((role) => ({
            key: role.name,
            cells: [
              <Box key="name" sx={{ whiteSpace: 'nowrap' }}>
                <Box sx={{ fontWeight: 600 }}>{roleWords(i18n.language, role.name, role.label)}</Box>
                <Box sx={{ color: 'text.secondary' }}>{role.builtIn ? t('role.builtIn') : role.name}</Box>
              </Box>,
              role.operators,
              <RolePermissions key="permissions" role={role} />,
              mayManage && !role.builtIn ? (
                <ActionMenu
                  key="menu"
                  label={t('moreFor', { name: roleWords(i18n.language, role.name, role.label) })}
                  actions={[
                    {
                      id: 'role.edit',
                      label: t('action.edit'),
                      icon: Edit,
                      run: () => {
                        setShown({ kind: 'save', role })
                      }
                    },
                    {
                      id: 'role.delete',
                      label: t('role.delete'),
                      icon: Delete,
                      tone: 'danger',
                      blocked: role.operators > 0 ? t('role.inUse', { count: role.operators }) : undefined,
                      run: () => {
                        setShown({ kind: 'delete', role })
                      }
                    }
                  ]}
                />
              ) : (
                ''
              )
            ]
          }))}
        />
      </Section>
      {shown?.kind === 'save' && <RoleDialog role={shown.role} onClose={close} />}
      {shown?.kind === 'delete' && (
        <ConfirmDialog
          open
          danger
          title={t('role.deleteTitle', { name: shown.role.label })}
          consequence={t('role.deleteConsequence')}
          confirmLabel={t('role.delete')}
          busy={remove.isPending}
          operation="role.delete"
          error={remove.error}
          onClose={close}
          onConfirm={() => {
            remove.mutate({ name: shown.role.name }, { onSuccess: close })
          }}
        />
      )}
    </>
  )
}

function RolePermissions({ role }: { readonly role: RoleView }): ReactElement {
  const { t } = useTranslation('operators')
  if (permissions.every((permission) => role.permissions.includes(permission))) return <>{t('role.all')}</>
  const areas = permissionAreas()
    .map(({ area, permissions: list }) => ({ area, list, has: list.filter((each) => role.permissions.includes(each)) }))
    .filter(({ has }) => has.length > 0)
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', columnGap: 4 }}>
      {areas.map(({ area, list, has }) => (
        <li key={area}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t(`area.${area}`)}:
          </Box>{' '}
          {has.length === list.length
            ? t('role.all')
            : has.map((permission) => t(`verb.${permission.split('.')[1] ?? ''}`)).join(', ')}
        </li>
      ))}
    </Box>
  )
}
