import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand, useRead } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Gives a request to an operator, a role, or nobody. */
export function AssignDialog(props: { readonly request: RequestView; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('requests')
  const { request, onClose } = props
  const toast = useToast()
  const assign = useCommand('request.assign')
  const read = useRead('request.assignees', {})
  const { operators, roles } = read.data ?? { operators: [], roles: [] }
  const [to, setTo] = useState(
    request.assignee === null ? 'nobody' : `${request.assignee.kind}:${request.assignee.name}`
  )
  const [kind, name] = [to.slice(0, to.indexOf(':')), to.slice(to.indexOf(':') + 1)]
  return (
    <ConfirmDialog
      open
      title={t('assign.title', { id: request.id })}
      consequence={t('assign.consequence')}
      confirmLabel={t('assign.confirm')}
      blocked={read.data === undefined}
      busy={assign.isPending}
      error={assign.error ?? read.error}
      onClose={onClose}
      onConfirm={() => {
        const whom = kind === 'operator' ? { operator: name } : kind === 'role' ? { role: name } : {}
        assign.mutate(
          { id: request.id, ...whom },
          {
            onSuccess: () => {
              toast({ tone: 'success', text: t('assign.done') })
              onClose()
            }
          }
        )
      }}
    >
      <TextField
        select
        label={t('assign.label')}
        value={read.data === undefined ? 'nobody' : to}
        onChange={(event) => {
          setTo(event.target.value)
        }}
      >
        <MenuItem value="nobody">{t('assign.nobody')}</MenuItem>
        {operators.map((operator) => (
          <MenuItem key={operator} value={`operator:${operator}`}>
            {operator}
          </MenuItem>
        ))}
        {roles.map((role) => (
          <MenuItem key={role} value={`role:${role}`}>
            {t('assign.role', { role })}
          </MenuItem>
        ))}
      </TextField>
    </ConfirmDialog>
  )
}
